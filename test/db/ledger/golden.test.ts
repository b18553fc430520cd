import { afterAll, beforeAll, expect, it } from "vitest";

import { bought, worked, type Story } from "#test/db/ledger/golden-stories.ts";
import { moved } from "#test/db/ledger/golden-moves.ts";
import { returned } from "#test/db/ledger/golden-returns.ts";
import { Storyteller } from "#test/db/ledger/storyteller.ts";
import { openWorld, type World } from "#test/db/ledger/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

// Computed by hand, minute for minute and cent for cent. Where a story is the cure for a lesson of other ledgers, its title names it.
it.each<[string, Story]>([...bought, ...worked, ...returned, ...moved].map((story) => [story.title, story]))(
  "%s",
  async (_, story) => {
    const teller = new Storyteller(world, await world.newClient());
    for (const [at, act, expected, net] of story.acts) {
      const [verb = "", when] = act.split(" ");
      const asked: Record<string, () => Promise<string>> = {
        money: () => teller.money(),
        topups: () => teller.topups(),
        claims: () => teller.claims(at, Number(when)),
      };
      const found = verb === "balance" ? "" : await (asked[verb] ?? (() => teller.tell(at, act)))();
      expect([
        act,
        found,
        verb === "balance" ? await teller.netAt(Number(when)) : await teller.net(),
      ]).toEqual([act, expected, net]);
    }
    expect(await teller.lots()).toEqual(story.lots);
    expect(await teller.money()).toBe(story.money);
    expect(await world.defects()).toEqual([]);
  },
);
