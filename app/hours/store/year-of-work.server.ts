import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** An entry that counts, with what it drew: whole minutes, the value of what lots paid in minor units without VAT, and the minutes that none has paid. */
export type WorkedEntry = {
  id: string;
  on: Day;
  requestId: string;
  title: string;
  workTypeId: string;
  workType: Record<string, string>;
  nature: "reactive" | "proactive";
  free: boolean;
  covered: boolean;
  workedMinutes: number;
  billableMinutes: number;
  paidMinor: number;
  unpaidMinutes: number;
};

/** A client's work in a span of days, both ends inclusive, oldest first, as this scope may see it. One query. */
export async function listWorkIn(
  tx: Tx,
  clientId: string,
  { from, until }: { from: Day; until: Day },
): Promise<WorkedEntry[]> {
  const rows = await tx.$queryRaw<(Omit<WorkedEntry, "on"> & { on: string })[]>`
    with work as materialized (
      select e.* from time_entry e where e.client_id = ${clientId}::uuid and e.deleted_at is null and e.revision > 0
        and e.worked_on between ${from}::date and ${until}::date
    ), paid as (
      select a.entry_id, sum(a.value_minor)::int as value, coalesce(sum(a.minutes) filter (where a.lot_id is null), 0)::int as unpaid
      from hours_allocations(${clientId}::uuid, (select array_agg(id) from work)) a group by a.entry_id)
    select e.id::text, e.worked_on::text as on, e.request_id::text as "requestId", r.title, e.work_type_id::text as "workTypeId", w.names as "workType", e.nature,
      e.free, e.covered, e.worked_minutes as "workedMinutes", e.billable_minutes as "billableMinutes", coalesce(p.value, 0) as "paidMinor", coalesce(p.unpaid, 0) as "unpaidMinutes"
    from work e join request_facts r on r.client_id = e.client_id and r.id = e.request_id join work_type w on w.id = e.work_type_id
    left join paid p on p.entry_id = e.id order by e.worked_on, e.id`;
  return rows.map((row) => ({ ...row, on: day(row.on) }));
}
