import { readFile } from "node:fs/promises";

import { afterAll, beforeAll, expect, it } from "vitest";

import { codeOf } from "#test/db/ledger/code-of.ts";
import { openWorld, type World } from "#test/db/ledger/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  // Tests record at any instant: here the ledger looks at the clock as it does in production.
  const text = await readFile("prisma/ledger/ledger_clock_lead.sql", "utf8");
  await world.asOwner((tx) => tx.query(text));
});
afterAll(() => world.close());

const ahead = (seconds: number): Date => new Date(Date.now() + seconds * 1000);

it.each([
  [
    "a credit",
    "select hours_credit($1, 'goodwill', 60, 0, 'EUR', null, $2, 'iris', p_idem_key => gen_random_uuid()::text)",
  ],
  ["time", "select hours_set_time($1, gen_random_uuid(), 10, 1, 'reactive', $2, $2, 'daan', null)"],
  ["hours taken off", "select hours_adjust($1, gen_random_uuid()::text, 5, 'x', $2, 'iris')"],
  ["an expiry", "select hours_expire_due($1, $2)"],
  ["a suspension", "select topup_suspend($1, 'fp', $2)"],
  ["settings", "select hours_configure($1, gen_random_uuid()::text, 'refuse', 7, 30, 60, $2, 'iris')"],
])(
  "%s by a clock that is two minutes ahead is refused, and holds nothing back; half a minute passes",
  async (_, text) => {
    const clientId = await world.newClient();
    const last = async () =>
      (
        await world.rows<{ at: string }>(
          "select last_at::text as at from hour_account where client_id = $1",
          [clientId],
        )
      )[0]?.at;
    const before = await last();
    expect(await codeOf(world.rows(text, [clientId, ahead(120)]))).toBe("TG007");
    expect(await last()).toBe(before);
    expect(await codeOf(world.rows(text, [clientId, ahead(30)]))).toBe("ok");
  },
);
