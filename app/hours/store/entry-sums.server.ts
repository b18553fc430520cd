import { sql } from "#app/platform/db.server.ts";

/** The rows (entry_id, revision, sum) of how each revision of a set of entries got from worked to billed, sum as an EntrySum; earlier revisions only where it was kept. A deleted entry's row still says what the last revision that counted said. */
export const entrySums = (clientId: string, ids: ReturnType<typeof sql>) => sql`
  select x.entry_id, x.revision, jsonb_build_object('worked', x.worked_minutes, 'rule', jsonb_build_object('minimumMinutes', x.minimum_minutes,
    'roundingMinutes', x.rounding_minutes, 'multiplierPercent', x.multiplier_percent, 'free', x.free)
    || case when x.covered then '{"covered": true}'::jsonb else '{}'::jsonb end) as sum
  from (
    select e.id as entry_id, e.revision - case when e.deleted_at is null then 0 else 1 end as revision, e.worked_minutes, e.minimum_minutes, e.rounding_minutes, e.multiplier_percent, e.free, e.covered
    from time_entry e where e.client_id = ${clientId}::uuid and e.id = any (${ids})
    union all
    select p.entry_id, p.revision, p.worked_minutes, p.minimum_minutes, p.rounding_minutes, p.multiplier_percent, p.free, p.covered
    from time_entry_past p where p.client_id = ${clientId}::uuid and p.entry_id = any (${ids})) x`;
