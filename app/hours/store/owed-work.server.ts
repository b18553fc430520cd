import { day, type Day } from "#app/platform/day.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";

/** Work that no block has paid, by entry; minutes whole. */
export type OwedWork = { entryId: string; title: string; workedOn: Day; minutes: number };

/** The entries that took a client's hours below zero, the oldest first; with `requesterId` only those that this person asked for. */
export async function listOwedWork(
  tx: Tx,
  clientId: string,
  requesterId: string | null = null,
): Promise<OwedWork[]> {
  const rows = await tx.$queryRaw<(Omit<OwedWork, "workedOn"> & { workedOn: string })[]>`
    select e.id::text as "entryId", r.title, e.worked_on::text as "workedOn", sum(d.open_minutes)::int as minutes
    from hour_debt d join time_entry e on e.client_id = d.client_id and 'te:' || e.id = d.subject
    join request_facts r on r.client_id = e.client_id and r.id = e.request_id
    where d.client_id = ${clientId}::uuid and d.open_minutes > 0
      ${requesterId === null ? emptySql : sql`and r.requester_id = ${requesterId}::uuid`}
    group by e.id, r.title, e.worked_on order by min(d.id)`;
  return rows.map((row) => ({ ...row, workedOn: day(row.workedOn) }));
}
