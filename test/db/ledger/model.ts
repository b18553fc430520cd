import type fc from "fast-check";
import { expect } from "vitest";

import { Oracle } from "#test/db/ledger/oracle.ts";
import { TopupOracle } from "#test/db/ledger/topup-oracle.ts";
import { readBalance, readDefects, start, type Tx } from "#test/db/ledger/world.ts";

/** What the commands work on: what the oracles believe, and the real ledger inside one transaction that is never committed. The partner's account only takes and gives hours. */
export type Model = { oracle: Oracle; partner: Oracle; topup: TopupOracle; now: number; entryIds: string[] };
export type Real = { tx: Tx; clientId: string; partnerId: string; replays: (() => Promise<boolean>)[] };
export type Command = fc.AsyncCommand<Model, Real>;

export const newModel = (): Model => ({ oracle: new Oracle(), partner: new Oracle(), topup: new TopupOracle(), now: start.getTime(), entryIds: [] });

/** A command that leaves both worlds alike; every one is followed by the whole comparison. */
export const command = (name: string, run: (model: Model, real: Real) => Promise<void>, ready: (model: Model) => boolean = () => true): Command => ({
  check: ready,
  toString: () => name,
  run: async (model, real) => {
    await run(model, real);
    await check(model, real);
  },
});

/** Runs an act behind a savepoint; answers the SQLSTATE when it is refused. */
export async function attempt({ tx }: Pick<Real, "tx">, act: () => Promise<unknown>): Promise<string> {
  await tx.query("savepoint act");
  try {
    await act();
    return "ok";
  } catch (error) {
    await tx.query("rollback to savepoint act");
    if (error instanceof Error && "code" in error && String(error.code).startsWith("TG")) return String(error.code);
    throw error;
  }
}

/** As every act does at its end: the oracle looks whether the balance asks for a top-up. */
export function look({ oracle, topup, now }: Model): void {
  topup.look(oracle.cachedNet(), now);
}

async function check({ oracle, partner, topup, now }: Model, { tx, clientId, partnerId }: Real): Promise<void> {
  expect(await readBalance(tx, clientId, new Date(now))).toEqual({ available: oracle.available(now), owed: oracle.owed() });
  expect(await readBalance(tx, partnerId, new Date(now))).toEqual({ available: partner.available(now), owed: 0 });
  expect(await readDefects(tx)).toEqual([]);
  const lots = await tx.query({ name: "lots", text: `select lot_id as id, remaining_minutes as left, used_minutes as used, reversed_minutes as reversed, held_minutes as held, reissued_minutes as reissued
    from hours_lots($1, $2) order by 1`, values: [clientId, new Date(now)] });
  expect(lots.rows).toEqual(oracle.lots.map((lot) => ({ id: lot.id, left: lot.until > now ? lot.left : 0, used: lot.used, reversed: lot.reversed, held: lot.held, reissued: lot.reissued })));
  const attempts = await tx.query<{ text: string }>({ name: "attempts", text: "select status || ' ' || minutes as text from topup_attempt where client_id = $1 order by 1", values: [clientId] });
  expect(attempts.rows.map((row) => row.text)).toEqual(topup.attempts.map((each) => `${each.status} ${each.minutes}`).sort());
}

export function picked<T>(list: T[], pick: number): T {
  const value = list[pick % list.length];
  if (value === undefined) throw new Error("nothing to pick");
  return value;
}
