import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

type Row = { minutes: number; entries: number; since: string | null; net: number };

/** A client's hours that are left and owed; null where it has no account. */
export async function findBalance(
  tx: Tx,
  clientId: string,
): Promise<{ available_minutes: number; owed_minutes: number } | null> {
  const [row] = await tx.$queryRaw<{ available_minutes: number; owed_minutes: number }[]>`
    select available_minutes, owed_minutes from hours_balance(${clientId}::uuid, ${now()})`;
  return row ?? null;
}

/** What a client used since a day, and what it has left. */
export async function findUse(tx: Tx, clientId: string, from: Day): Promise<Row | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    select coalesce(sum(e.billable_minutes) filter (where e.worked_on >= ${from}::date), 0)::int as minutes,
      (count(*) filter (where e.worked_on >= ${from}::date and e.billable_minutes > 0))::int as entries, min(e.worked_on)::text as since,
      coalesce((select b.available_minutes - b.owed_minutes from hours_balance(${clientId}::uuid, ${now()}) b), 0)::int as net
    from time_entry_facts e where e.client_id = ${clientId}::uuid and e.deleted_at is null and e.revision > 0`;
  return row ?? null;
}

/** A client's balance in minutes, below zero when it owes. */
export async function balanceOf(tx: Tx, clientId: string, at: Date): Promise<number> {
  const [row] = await tx.$queryRaw<
    { net: number }[]
  >`select (available_minutes - owed_minutes)::int as net from hours_balance(${clientId}::uuid, ${at})`;
  return row?.net ?? 0;
}
