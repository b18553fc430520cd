import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** What a client asked more than once: an item of the catalogue, or requests of the same title but for numbers in it. Minutes worked. */
export type Recurring = {
  clientId: string;
  clientName: string;
  itemId: string | null;
  title: string;
  count: number;
  minutes: number;
};

/** What came back since a day, what took the most time first: 200 at most. One query. */
export function listRecurring(tx: Tx, from: Day): Promise<Recurring[]> {
  return tx.$queryRaw<Recurring[]>`
    with asked as (
      select r.client_id, r.id, a.item_id, r.title,
        coalesce(a.item_id::text, regexp_replace(search_key(r.title), '[0-9]+', '#', 'g')) as what
      from request_facts r join client_facts c on c.id = r.client_id and c.ended_at is null
      left join change_request a on a.client_id = r.client_id and a.request_id = r.id and a.reverses_id is null
      where day_in(c.zone, r.created_at) >= ${from}::date and r.merged_into is null and r.state not in ('refused', 'withdrawn')
    ), worked as (
      select t.client_id, t.request_id, sum(t.worked_minutes)::int as minutes from time_entry_facts t
      where t.deleted_at is null and exists (select from asked a where a.client_id = t.client_id and a.id = t.request_id)
      group by t.client_id, t.request_id
    )
    select a.client_id::text as "clientId", c.name as "clientName", a.item_id::text as "itemId", max(a.title) as title,
      count(*)::int as count, coalesce(sum(w.minutes), 0)::int as minutes
    from asked a join client_facts c on c.id = a.client_id
    left join worked w on w.client_id = a.client_id and w.request_id = a.id
    group by a.client_id, c.name, a.item_id, a.what having count(*) > 1
    order by minutes desc, count desc, c.name, title limit 200`;
}
