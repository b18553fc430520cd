import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { firstDifference, type Counted } from "#app/people/rules/first-difference.ts";

/**
 * The first day on which each of these clients holds or bought another thing than was known at an instant; without one for who had no such
 * change. What was recorded within an hour before it counts as later: clocks differ. One query.
 */
export async function findChangedFrom(
  tx: Tx,
  asked: readonly { clientId: string; since: Date }[],
): Promise<Map<string, Day>> {
  const rows = await tx.$queryRaw<
    { clientId: string; before: Counted | null; row: Counted | null; boughtFrom: string | null }[]
  >`
    with asked as (
      select * from unnest(${asked.map(({ clientId }) => clientId)}::uuid[], ${asked.map(({ since }) => new Date(since.getTime() - clockSkewMs).toISOString())}::timestamptz[])
        as asked(client_id, since))
    select e.client_id::text as "clientId", (select p.content from people_event p
        where p.client_id = e.client_id and p.entity_id = e.entity_id and p.entity = e.entity and p.at < e.since
        order by p.seq desc limit 1) as before, e.content as row, null as "boughtFrom"
    from (select distinct on (one.client_id, one.entity_id, one.entity) one.*, asked.since
      from asked join people_event one on one.client_id = asked.client_id and one.at >= asked.since
      where one.entity in ('holding', 'period', 'assignment') order by one.client_id, one.entity_id, one.entity, one.seq desc) e
    union all
    select q.client_id::text, null::jsonb, null::jsonb, min(q.starts_on)::text
    from asked join licence_pool q on q.client_id = asked.client_id and q.recorded_at >= asked.since group by q.client_id`;
  const found = new Map<string, Day>();
  for (const { clientId, before, row, boughtFrom } of rows) {
    const from = boughtFrom === null ? firstDifference(before, row) : day(boughtFrom);
    const known = found.get(clientId);
    if (from !== null && (known === undefined || from < known)) found.set(clientId, from);
  }
  return found;
}

const clockSkewMs = 3_600_000;
