import type fc from "fast-check";
import { expect } from "vitest";

import { Oracle } from "#test/db/ledger/oracle.ts";
import { TopupOracle } from "#test/db/ledger/topup-oracle.ts";
import { ask, readDefects, start, type Tx } from "#test/db/ledger/world.ts";

/** What the commands work on: what the oracles believe, and the real ledger inside one transaction that is never committed. The partner's account only takes and gives hours. */
export type Model = {
  oracle: Oracle;
  partner: Oracle;
  topup: TopupOracle;
  now: number;
  entryIds: string[];
  told: number;
};
export type Real = { tx: Tx; clientId: string; partnerId: string; replays: (() => Promise<boolean>)[] };
export type Command = fc.AsyncCommand<Model, Real>;

export const newModel = (): Model => ({
  oracle: new Oracle(),
  partner: new Oracle(),
  topup: new TopupOracle(),
  now: start.getTime(),
  entryIds: [],
  told: 0,
});

/** A command that leaves both worlds alike: each is followed by the comparison of balances, lots and attempts, every fifth by the search for defects, which reads the whole journal. */
export const command = (
  name: string,
  run: (model: Model, real: Real) => Promise<void>,
  ready: (model: Model) => boolean = () => true,
): Command => ({
  check: ready,
  toString: () => name,
  run: async (model, real) => {
    await run(model, real);
    await check(model, real);
    model.told += 1;
    if (model.told % 5 === 0) expect(await readDefects(real.tx)).toEqual([]);
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
    if (error instanceof Error && "code" in error && String(error.code).startsWith("TG"))
      return String(error.code);
    throw error;
  }
}

/** As every act does at its end: the oracle looks whether the balance asks for a top-up. */
export function look({ oracle, topup, now }: Model): void {
  topup.look(oracle.cachedNet(), now);
}

type Seen = {
  mine: { available: number; owed: number };
  partners: { available: number; owed: number };
  lots: object[];
  attempts: string[];
};

async function check(
  { oracle, partner, topup, now }: Model,
  { tx, clientId, partnerId }: Real,
): Promise<void> {
  const {
    rows: [seen],
  } = await ask<Seen>(
    tx,
    `select
    (select json_build_object('available', available_minutes, 'owed', owed_minutes) from hours_balance($1, $3)) as mine,
    (select json_build_object('available', available_minutes, 'owed', owed_minutes) from hours_balance($2, $3)) as partners,
    (select coalesce(json_agg(json_build_object('id', lot_id, 'left', remaining_minutes, 'used', used_minutes, 'reversed', reversed_minutes, 'held', held_minutes, 'reissued', reissued_minutes) order by lot_id), '[]')
      from hours_lots($1, $3)) as lots,
    (select coalesce(json_agg(status || ' ' || minutes order by status || ' ' || minutes), '[]') from topup_attempt where client_id = $1) as attempts`,
    [clientId, partnerId, new Date(now)],
  );
  expect(seen).toEqual({
    mine: { available: oracle.available(now), owed: oracle.owed() },
    partners: { available: partner.available(now), owed: 0 },
    lots: oracle.lots.map((lot) => ({
      id: lot.id,
      left: lot.until > now ? lot.left : 0,
      used: lot.used,
      reversed: lot.reversed,
      held: lot.held,
      reissued: lot.reissued,
    })),
    attempts: topup.attempts.map((each) => `${each.status} ${each.minutes}`).sort(),
  });
}

export function picked<T>(list: T[], pick: number): T {
  const value = list[pick % list.length];
  if (value === undefined) throw new Error("nothing to pick");
  return value;
}
