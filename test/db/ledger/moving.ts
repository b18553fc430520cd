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
export type Books = {
  sold: number;
  earned: number;
  expired: number;
  refunded: number;
  moved: number;
  deferred: number;
};

/** Moves minutes between two accounts, for one reason, by one hand. */
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
export function bookSums(world: World, clientId: string): Promise<Books> {
  return world.asSystem((tx) => booksIn(tx, clientId));
}

/** The same within a transaction. Throws where the months' flows don't make their deferred amounts. */
export async function booksIn(tx: Tx, clientId: string): Promise<Books> {
  const { rows } = await tx.query<Books>(
    `select sold_minor as sold, earned_minor as earned, expired_minor as expired, refunded_minor as refunded, moved_minor as moved, deferred_minor as deferred
    from hours_value_by_month($1, 'Europe/Amsterdam', '2026-01-01', '2028-01-01') order by month`,
    [clientId],
  );
  const sum: Books = { sold: 0, earned: 0, expired: 0, refunded: 0, moved: 0, deferred: 0 };
  for (const row of rows) {
    for (const flow of ["sold", "earned", "expired", "refunded", "moved"] as const) sum[flow] += row[flow];
    sum.deferred = row.deferred;
    if (sum.sold + sum.moved - sum.earned - sum.expired - sum.refunded !== sum.deferred)
      throw new Error(`the books don't add up: ${JSON.stringify(sum)}`);
  }
  return sum;
}
