import type { BookkeepingRow } from "#app/hours/rules/bookkeeping.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Day } from "#app/platform/day.ts";

/** What each client's hours became month by month, in minor units without VAT, from the first month with any up to the month of a day, or in one month (its first day) alone; local months of a zone. */
export async function listBookkeeping(
  tx: Tx,
  zone: string,
  today: Day,
  month: Day | null = null,
): Promise<BookkeepingRow[]> {
  return tx.$queryRaw<BookkeepingRow[]>`
    with first as (select min(o.recorded_at at time zone ${zone})::date as day from hour_op o where o.seq = 1), span as (
      select coalesce(${month}::date, f.day) as begins, least(${today}::date + 1, (${month}::date + interval '1 month')::date) as ends from first f where f.day is not null)
    select c.id::text as "clientId", c.name as "clientName", v.currency, v.month::text,
      v.sold_minor as "soldMinor", v.imported_minor as "importedMinor", v.earned_minor as "earnedMinor", v.expired_minor as "brokenMinor", v.refunded_minor as "refundedMinor", v.moved_minor as "movedMinor", v.converted_minor as "convertedMinor", v.deferred_minor as "deferredMinor"
    from span f
    join client_facts c on f.begins < f.ends
    join hour_account a on a.client_id = c.id and a.seq > 0
    cross join lateral hours_value_by_month(c.id, ${zone}, f.begins, f.ends) v
    order by v.currency, v.month, c.name, c.id`;
}
