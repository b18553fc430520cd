import { randomUUID } from "node:crypto";

import { beforeAll, expect, test } from "vitest";

import { addVersion } from "#app/contracts/add-version.server.ts";
import type { CountingRule } from "#app/contracts/rules/counting.ts";
import { spansOf } from "#app/contracts/rules/versions.ts";
import { listContracts } from "#app/contracts/store/contract-store.server.ts";
import { withdrawVersion } from "#app/contracts/withdraw-version.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { addDays } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { buildWorld, type World } from "#test/db/desk/world.ts";
import { aContract, at, version } from "#test/db/contracts/contract-world.ts";

let world: World;
beforeAll(async () => {
  world = await buildWorld();
});

type Step = { add: string; rule?: CountingRule; waits?: true } | { withdraw: string; refused?: string };
/** On top of a version from 1 January 2026 on: the steps, a minute apart, and then the spans of the versions that hold. */
const cases: { title: string; steps: Step[]; spans: string[] }[] = [
  {
    title: "the last one: the one before is open-ended again",
    steps: [{ add: "2027-01-01" }, { withdraw: "2027-01-01" }],
    spans: ["2026-01-01 to null"],
  },
  {
    title: "one that was put between two: the one before lasts until the next again",
    steps: [{ add: "2027-03-01" }, { add: "2027-01-01" }, { withdraw: "2027-01-01" }],
    spans: ["2026-01-01 to 2027-02-28", "2027-03-01 to null"],
  },
  {
    title: "one that a later one was built on stays, until that is withdrawn",
    steps: [{ add: "2027-01-01" }, { add: "2027-03-01" }, { withdraw: "2027-01-01", refused: "built-on" }],
    spans: ["2026-01-01 to 2026-12-31", "2027-01-01 to 2027-02-28", "2027-03-01 to null"],
  },
  {
    title: "from the last back to the first change: nothing of them is left",
    steps: [
      { add: "2027-01-01" },
      { add: "2027-03-01" },
      { withdraw: "2027-03-01" },
      { withdraw: "2027-01-01" },
    ],
    spans: ["2026-01-01 to null"],
  },
  {
    title: "one that a change was built on which waits for its signature stays, until that is withdrawn",
    steps: [
      { add: "2027-01-01" },
      { add: "2027-03-01", waits: true },
      { withdraw: "2027-01-01", refused: "built-on" },
      { withdraw: "2027-03-01" },
      { withdraw: "2027-01-01" },
    ],
    spans: ["2026-01-01 to null"],
  },
  {
    title: "one that waits for its signature leaves its neighbours as they are",
    steps: [{ add: "2027-03-01" }, { add: "2027-01-01", waits: true }, { withdraw: "2027-01-01" }],
    spans: ["2026-01-01 to 2027-02-28", "2027-03-01 to null"],
  },
  {
    title: "one without which a line that doesn't count by day would change within a month stays",
    steps: [
      { add: "2027-03-15" },
      { add: "2027-03-01" },
      { add: "2027-02-01", rule: "whole-month" },
      { withdraw: "2027-03-01", refused: "next-not-a-first" },
    ],
    spans: [
      "2026-01-01 to 2027-01-31",
      "2027-02-01 to 2027-02-28",
      "2027-03-01 to 2027-03-14",
      "2027-03-15 to null",
    ],
  },
];

test.each(cases)("withdrawn, $title", async ({ steps, spans }) => {
  const { clientId, id } = await aContract(world.iris);
  const made = new Map<string, string>();
  const versions = async () => (await asSystem((tx) => listContracts(tx, clientId)))[0]?.versions ?? [];
  for (const [minute, step] of steps.entries())
    await asOf(new Date(at.getTime() + minute * 60_000), async () => {
      if ("withdraw" in step) {
        const done = await withdrawVersion(world.iris, clientId, made.get(step.withdraw) ?? "");
        expect(done).toEqual(
          step.refused === undefined ? { ok: true, value: null } : { ok: false, refusal: step.refused },
        );
        return;
      }
      const key = randomUUID();
      made.set(step.add, key);
      const given = version(step.add);
      const lines = given.lines.map((line) => ({ ...line, rule: step.rule ?? line.rule }));
      const seen = (await versions()).at(-1)?.id ?? "";
      const signature = step.waits ? "always" : "none";
      const asked = {
        clientId,
        contractId: id,
        id: key,
        seen,
        version: { ...given, lines },
        signature,
      } as const;
      expect(await addVersion(world.iris, asked)).toEqual({ ok: true, value: key });
    });
  const held = spansOf(await versions(), null, (on) => addDays(on, -1));
  expect(held.map(({ effectiveOn, until }) => `${effectiveOn} to ${until}`)).toEqual(spans);
});
