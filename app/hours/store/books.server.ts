import type { BookRow } from "#app/hours/rules/books.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Day } from "#app/platform/day.ts";

/** What each client's hours became month by month, in minor units without VAT, from the first month with any up to the month of a day; local months of a zone. */
export async function listBooks(tx: Tx, zone: string, today: Day): Promise<BookRow[]> {
  return tx.$queryRaw<BookRow[]>`
    with first as (select min(o.recorded_at at time zone ${zone})::date as day from hour_op o where o.seq = 1)
    select c.id::text as "clientId", c.name as "clientName", v.currency, v.month::text,
      v.sold_minor as "soldMinor", v.imported_minor as "importedMinor", v.earned_minor as "earnedMinor", v.expired_minor as "brokenMinor", v.refunded_minor as "refundedMinor", v.moved_minor as "movedMinor", v.deferred_minor as "deferredMinor"
    from first f
    join client c on f.day is not null
    join hour_account a on a.client_id = c.id and a.seq > 0
    cross join lateral hours_value_by_month(c.id, ${zone}, f.day, (${today}::date + 1)) v
    order by v.currency, v.month, c.name, c.id`;
}
