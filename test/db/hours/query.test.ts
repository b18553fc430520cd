import { randomUUID } from "node:crypto";

import { beforeAll, beforeEach, expect, test } from "vitest";

import { correctTimeEntry } from "#app/hours/correct-time-entry.server.ts";
import { deleteTimeEntry } from "#app/hours/delete-time-entry.server.ts";
import { askAboutEntry } from "#app/hours/query/ask-about-entry.server.ts";
import { acceptQuery, upholdQuery } from "#app/hours/query/decide-query.server.ts";
import { sayOnQuery, withdrawQuery } from "#app/hours/query/say-on-query.server.ts";
import { getStatementPage } from "#app/hours/statement/statement-page.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

import {
  actions,
  at,
  buildScene,
  days,
  defects,
  left,
  letters,
  now,
  ops,
  workOf,
  type Scene,
} from "./approval-world.ts";

let scene: Scene;
let entryId = "";
let before = 0;
beforeAll(async () => {
  scene = await buildScene();
});
beforeEach(async () => {
  before = await left(scene.jansen);
  entryId = await scene.post(scene.daan);
});

const question = (revision = 1) => ({
  formId: randomUUID(),
  entryId,
  revision,
  reason: "Ik was die dag vrij.",
});
const ask = (scope: ClientScope, asked = question(), when = now) =>
  at(() => askAboutEntry(scope, asked), when);
const opened = async (scope: ClientScope = scene.petra): Promise<string> => {
  const asked = await ask(scope);
  if (!asked.ok) throw new Error(asked.refusal);
  return asked.value.queryId;
};
const words = (queryId: string, text = "Nagekeken.") => ({ id: randomUUID(), queryId, words: text });
const accept = (queryId: string, workedMinutes = 0) =>
  at(() => acceptQuery(scene.daan, { ...words(queryId), workedMinutes }));
const queries = (id = entryId) =>
  asSystem(
    (tx) => tx.$queryRaw<{ state: string; lines: number }[]>`
  select q.state, (select count(*)::int from entry_query_line l where l.client_id = q.client_id and l.query_id = q.id) as lines from entry_query q where q.entry_id = ${id}::uuid order by revision`,
  );

test("a question contests the minutes, writes to the MSP and the engineer, and leaves the balance alone; sent eight times it is one", async () => {
  const asked = question();
  const all = await at(() => Promise.all(Array.from({ length: 8 }, () => askAboutEntry(scene.petra, asked))));
  expect(all.filter((one) => one.ok && one.value.isNew)).toHaveLength(1);
  expect(all.every((one) => one.ok)).toBe(true);
  const queryId = all[0]?.ok ? all[0].value.queryId : "";
  expect(await queries()).toEqual([{ state: "open", lines: 1 }]);
  expect(await left(scene.jansen)).toBe(before - 60);
  const written = (await letters("query-for-staff")).filter(({ props }) =>
    JSON.stringify(props).includes(queryId),
  );
  expect(written.map(({ recipient }) => recipient)).toHaveLength(2);
  expect(written.map(({ recipient }) => recipient)).toContain(scene.daan.email);
});

test("a statement marks what is asked about while the question is open, and counts it all the same", async () => {
  const line = async () => {
    const { lines, statement } = await at(() =>
      withLocale("nl", () =>
        getStatementPage(
          scene.petra,
          { id: scene.jansen, zone: "Europe/Amsterdam" },
          new URLSearchParams("from=2026-11-18&until=2026-11-18&page=99"),
        ),
      ),
    );
    expect(statement.closingMinutes).toBe(before - 60);
    return lines.filter((one) => one.entryId === entryId).map(({ contested }) => contested);
  };
  expect(await line()).toEqual([false]);
  const queryId = await opened();
  expect(await line()).toEqual([true]);
  await at(() => upholdQuery(scene.daan, words(queryId)));
  expect(await line()).toEqual([false]);
});

test.each(["petra", "anna", "frits", "tom"] as const)(
  "%s may ask about work on Tom's request",
  async (who) => {
    expect(await ask(scene[who])).toMatchObject({ ok: true, value: { isNew: true, minutes: 60 } });
  },
);

test("an employee can't ask about work on somebody else's request, nobody about another client's", async () => {
  entryId = await scene.post(scene.daan, { requestId: scene.petras });
  expect(await ask(scene.tom)).toEqual({ ok: false, refusal: "no-such-entry" });
  expect(await ask(scene.eva)).toEqual({ ok: false, refusal: "no-such-entry" });
  expect(await queries()).toEqual([]);
});

test("two people ask at once: one question stands, the other is told", async () => {
  const both = await at(() =>
    Promise.all([askAboutEntry(scene.petra, question()), askAboutEntry(scene.tom, question())]),
  );
  expect(both.filter((one) => one.ok)).toHaveLength(1);
  expect(both.filter((one) => !one.ok)).toEqual([{ ok: false, refusal: "asked-before" }]);
});

test("the last day counts in the client's zone, and the setting of the client goes before the MSP's", async () => {
  expect(await ask(scene.petra, question(), new Date("2026-12-02T22:59:00Z"))).toMatchObject({ ok: true });
  entryId = await scene.post(scene.daan);
  expect(await ask(scene.petra, question(), new Date("2026-12-02T23:01:00Z"))).toEqual({
    ok: false,
    refusal: "too-late",
  });
  await scene.set({ queryDays: 3 });
  expect(await ask(scene.petra, question(), days(4))).toEqual({ ok: false, refusal: "too-late" });
  await scene.set({ queryDays: null });
  expect(await ask(scene.petra, question(), days(4))).toMatchObject({ ok: true });
});

test("while it is contested nobody changes the entry but by accepting", async () => {
  await ask(scene.petra);
  expect(
    await at(() =>
      correctTimeEntry(scene.daan, {
        ...workOf(scene),
        workedMinutes: 30,
        entryId,
        revision: 1,
        reason: "Korter",
      }),
    ),
  ).toEqual({ ok: false, refusal: "contested" });
  expect(
    await at(() =>
      deleteTimeEntry(scene.daan, { clientId: scene.jansen, entryId, revision: 1, reason: "Weg" }),
    ),
  ).toEqual({ ok: false, refusal: "contested" });
  expect(await left(scene.jansen)).toBe(before - 60);
});

test("a question and a correction race: either the question meets the new revision or the correction meets the question", async () => {
  const [asked, corrected] = await Promise.all([
    ask(scene.petra),
    at(() =>
      correctTimeEntry(scene.daan, {
        ...workOf(scene),
        workedMinutes: 30,
        entryId,
        revision: 1,
        reason: "Korter",
      }),
    ),
  ]);
  expect([asked.ok, corrected.ok].filter(Boolean)).toHaveLength(1);
  expect(asked.ok ? corrected : asked).toMatchObject({
    ok: false,
    refusal: asked.ok ? "contested" : "changed-meanwhile",
  });
});

test("what was changed after it was read is not asked about unseen", async () => {
  await at(() =>
    correctTimeEntry(scene.daan, {
      ...workOf(scene),
      workedMinutes: 30,
      entryId,
      revision: 1,
      reason: "Korter",
    }),
  );
  expect(await ask(scene.petra)).toEqual({ ok: false, refusal: "changed-meanwhile" });
  expect(await ask(scene.petra, question(2))).toMatchObject({ ok: true, value: { minutes: 30 } });
});

test("accepted: the whole entry is taken back through the ledger, once, with the words on record", async () => {
  const queryId = await opened();
  expect(await accept(queryId)).toEqual({ ok: true, value: { returnedMinutes: 60, billedMinutes: 0 } });
  expect(await left(scene.jansen)).toBe(before);
  expect(await queries()).toEqual([{ state: "accepted", lines: 2 }]);
  expect((await ops(entryId)).map(({ revision, minutes, reason }) => [revision, minutes, reason])).toEqual([
    [1, 60, null],
    [2, 0, "Nagekeken."],
  ]);
  expect(await accept(queryId)).toEqual({ ok: false, refusal: "already-decided" });
  expect((await letters("query-for-client")).at(-1)).toBeDefined();
  expect(await ask(scene.petra, question(2))).toEqual({ ok: false, refusal: "deleted" });
  expect(await defects()).toEqual([]);
});

test("accepted in part: fewer minutes by the entry's own rule; more or as many are refused and change nothing", async () => {
  const queryId = await opened();
  for (const minutes of [60, 75, 59])
    expect(await accept(queryId, minutes)).toEqual({ ok: false, refusal: "not-fewer" });
  expect(await accept(queryId, 18)).toEqual({ ok: true, value: { returnedMinutes: 40, billedMinutes: 20 } });
  expect(await left(scene.jansen)).toBe(before - 20);
  // The changed entry is a new revision, which may be asked about again.
  expect(await ask(scene.petra, question(2))).toMatchObject({ ok: true });
  expect(await defects()).toEqual([]);
});

test("a work type that was retired meanwhile keeps no question from being accepted", async () => {
  const queryId = await opened();
  await asSystem((tx) => tx.workType.update({ where: { id: scene.types.remote }, data: { active: false } }));
  const done = await accept(queryId, 18);
  await asSystem((tx) => tx.workType.update({ where: { id: scene.types.remote }, data: { active: true } }));
  expect(done).toMatchObject({ ok: true, value: { billedMinutes: 20 } });
});

test("two of staff decide at once, five ways: one wins, the others read that it is decided, and the minutes fit", async () => {
  const queryId = await opened();
  const all = await at(() =>
    Promise.all([
      acceptQuery(scene.daan, { ...words(queryId), workedMinutes: 0 }),
      upholdQuery(scene.iris, words(queryId)),
      acceptQuery(scene.noor, { ...words(queryId), workedMinutes: 18 }),
      withdrawQuery(scene.petra, words(queryId)),
      upholdQuery(scene.noor, words(queryId)),
    ]),
  );
  expect(all.filter((one) => one.ok)).toHaveLength(1);
  expect(all.filter((one) => !one.ok && one.refusal !== "already-decided")).toEqual([]);
  const [query] = await queries();
  const billed = all[0].ok ? 0 : all[2].ok ? 20 : 60;
  expect(query).toEqual({
    state: all[0].ok || all[2].ok ? "accepted" : all[3].ok ? "withdrawn" : "upheld",
    lines: 2,
  });
  expect(await left(scene.jansen)).toBe(before - billed);
  expect(await defects()).toEqual([]);
});

test("what both sides say is one thread; said twice it is said once; upheld, it can't be asked again", async () => {
  const queryId = await opened(scene.tom);
  const reply = words(queryId, "Welke dag was je vrij?");
  await at(() => Promise.all([sayOnQuery(scene.daan, reply), sayOnQuery(scene.daan, reply)]));
  expect(await at(() => sayOnQuery(scene.tom, words(queryId, "Maandag.")))).toEqual({
    ok: true,
    value: null,
  });
  expect(await at(() => sayOnQuery(scene.eva, words(queryId)))).toEqual({
    ok: false,
    refusal: "no-such-query",
  });
  expect(await queries()).toEqual([{ state: "open", lines: 3 }]);
  expect(await at(() => upholdQuery(scene.iris, words(queryId, "Dit was een andere dag.")))).toEqual({
    ok: true,
    value: null,
  });
  expect(await at(() => sayOnQuery(scene.tom, words(queryId)))).toEqual({
    ok: false,
    refusal: "already-decided",
  });
  expect(await ask(scene.tom)).toEqual({ ok: false, refusal: "asked-before" });
  const toTom = (await letters("query-for-client"))
    .filter(({ recipient }) => recipient === scene.tom.email)
    .map(({ props }) => Reflect.get(Object(props), "kind") as string);
  expect(toTom.sort()).toEqual(["said", "upheld"]);
});

test("each step has its audit row, and what was said can't be changed", async () => {
  const queryId = await opened();
  await at(() => withdrawQuery(scene.petra, words(queryId)));
  expect((await actions(scene.jansen, "query.%")).slice(-2)).toEqual(["query.asked", "query.withdrawn"]);
  await expect(
    asSystem(
      (tx) => tx.$executeRaw`update entry_query_line set words = 'x' where query_id = ${queryId}::uuid`,
    ),
  ).rejects.toThrow();
  expect(await asSystem((tx) => tx.$queryRaw`select * from audit_defects`)).toEqual([]);
});
