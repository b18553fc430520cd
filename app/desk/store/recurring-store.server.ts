import type { AskedBefore, Solved } from "#app/desk/rules/recurring.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** What clients asked since a day (by each client's own zone), with the minutes worked on it; the latest first, 20,000 at most. One query. */
export function listAskedSince(tx: Tx, from: Day): Promise<AskedBefore[]> {
  return tx.$queryRaw<AskedBefore[]>`
    select r.client_id::text as "clientId", c.name as "clientName", a.item_id::text as "itemId", r.title, search_key(r.title) as key,
      coalesce(w.minutes, 0)::int as minutes
    from request_facts r join client_facts c on c.id = r.client_id and c.ended_at is null
    left join change_request a on a.client_id = r.client_id and a.request_id = r.id
    left join (select client_id, request_id, sum(worked_minutes) as minutes from time_entry_facts where deleted_at is null
      group by client_id, request_id) w on w.client_id = r.client_id and w.request_id = r.id
    where day_in(c.zone, r.created_at) >= ${from}::date and r.merged_into is null and r.state not in ('refused', 'withdrawn')
      and a.reverses_id is null
    order by r.created_at desc, r.number desc limit 20000`;
}

/** Keeps that the text above an item's form was this person's answer; the same form again changes nothing. */
export async function appendSolved(
  tx: Tx,
  solved: { clientId: string; id: string; itemId: string; userId: string; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    insert into catalogue_solved (client_id, id, item_id, user_id, at)
    values (${solved.clientId}::uuid, ${solved.id}::uuid, ${solved.itemId}::uuid, ${solved.userId}::uuid, ${solved.at})
    on conflict (client_id, id) do nothing`;
}

/** How often a text or a guide was the answer since an instant, by client, item and guide. One query. */
export function listSolvedSince(tx: Tx, since: Date): Promise<Solved[]> {
  return tx.$queryRaw<Solved[]>`
    select client_id::text as "clientId", item_id::text as "itemId", null as "guideId", count(*)::int as count
    from catalogue_solved where at >= ${since} group by client_id, item_id
    union all
    select v.client_id::text, g.item_id::text, g.id::text, count(*)::int from guide_vote v join guide g on g.id = v.guide_id
    where v.helped and v.at >= ${since} group by v.client_id, g.item_id, g.id`;
}
