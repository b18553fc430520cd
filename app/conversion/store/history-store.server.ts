import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** Since when a client's work is on record (its first entry, or the day on which its record was made), and the minutes of work that no hours paid. */
type History = { from: Day; owedMinutes: number };

/** Reads since when a client has a history and what it is below zero. One query. */
export async function findHistory(tx: Tx, clientId: string): Promise<History> {
  const [row] = await tx.$queryRaw<{ from: string; owedMinutes: number }[]>`
    select least(day_in(c.zone, c.created_at), (select min(e.worked_on) from time_entry_facts e where e.client_id = c.id and e.deleted_at is null
      and e.revision > 0))::text as "from", coalesce((select a.owed_minutes from hour_account_facts a where a.client_id = c.id), 0)::int as "owedMinutes"
    from client_facts c where c.id = ${clientId}::uuid`;
  if (!row) throw new Error(`no client ${clientId}`);
  return { from: day(row.from), owedMinutes: row.owedMinutes };
}
