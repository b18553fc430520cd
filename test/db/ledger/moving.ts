import { ask, one, start, type Tx, type World } from "#test/db/ledger/world.ts";

export type Moved = {
  from_seq: number;
  to_seq: number;
  is_new: boolean;
  from_available: number;
  from_owed: number;
  to_available: number;
  to_owed: number;
};
export type Sums = {
  sold: number;
  earned: number;
  expired: number;
  refunded: number;
  moved: number;
  deferred: number;
};

/** Moves minutes between two accounts, for one reason, by one person. */
export const move = (
  tx: Tx,
  from: string,
  to: string,
  key: string,
  minutes: number,
  now = start,
): Promise<Moved> => moveIn(tx, { from, to, minutes, key, now });

export async function moveIn(
  tx: Tx,
  {
    from,
    to,
    minutes,
    key = "k",
    reason = "one holding",
    now = start,
  }: {
    from: string;
    to: string;
    minutes: number | null;
    key?: string | null;
    reason?: string | null;
    now?: Date;
  },
): Promise<Moved> {
  return one(
    (
      await ask<Moved>(tx, "select * from hours_move($1, $2, $3, $4, $5, $6, 'iris')", [
        from,
        to,
        key,
        minutes,
        reason,
        now,
      ])
    ).rows,
  );
}

/** What became of a client's money in all, in minor units. */
export function ledgerSums(world: World, clientId: string): Promise<Sums> {
  return world.asSystem((tx) => sumsIn(tx, clientId));
}

/** The same within a transaction. Throws where the months' flows don't make their deferred amounts. */
export async function sumsIn(tx: Tx, clientId: string): Promise<Sums> {
  const { rows } = await tx.query<Sums>(
    `select sold_minor as sold, earned_minor as earned, expired_minor as expired, refunded_minor as refunded, moved_minor as moved, deferred_minor as deferred
    from hours_value_by_month($1, 'Europe/Amsterdam', '2026-01-01', '2028-01-01') order by month`,
    [clientId],
  );
  const sum: Sums = { sold: 0, earned: 0, expired: 0, refunded: 0, moved: 0, deferred: 0 };
  for (const row of rows) {
    for (const flow of ["sold", "earned", "expired", "refunded", "moved"] as const) sum[flow] += row[flow];
    sum.deferred = row.deferred;
    if (sum.sold + sum.moved - sum.earned - sum.expired - sum.refunded !== sum.deferred)
      throw new Error(`the ledger has a defect: ${JSON.stringify(sum)}`);
  }
  return sum;
}
