import { afterAll, beforeAll, expect, it } from "vitest";

import { bought, worked, type GoldenCase } from "#test/db/ledger/golden-cases.ts";
import { moved } from "#test/db/ledger/golden-moves.ts";
import { returned } from "#test/db/ledger/golden-returns.ts";
import { CaseRunner } from "#test/db/ledger/case-runner.ts";
import { openWorld, type World } from "#test/db/ledger/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

// Computed independently, minute for minute and cent for cent. Where a case answers a lesson of other ledgers, its title names it.
it.each<[string, GoldenCase]>(
  [...bought, ...worked, ...returned, ...moved].map((goldenCase) => [goldenCase.title, goldenCase]),
)("%s", async (_, goldenCase) => {
  const runner = new CaseRunner(world, await world.newClient());
  for (const [at, act, expected, net] of goldenCase.acts) {
    const [verb = "", when] = act.split(" ");
    const asked: Record<string, () => Promise<string>> = {
      money: () => runner.money(),
      topups: () => runner.topups(),
      claims: () => runner.claims(at, Number(when)),
    };
    const found = verb === "balance" ? "" : await (asked[verb] ?? (() => runner.tell(at, act)))();
    expect([act, found, verb === "balance" ? await runner.netAt(Number(when)) : await runner.net()]).toEqual([
      act,
      expected,
      net,
    ]);
  }
  expect(await runner.lots()).toEqual(goldenCase.lots);
  expect(await runner.money()).toBe(goldenCase.money);
  expect(await world.defects()).toEqual([]);
});
