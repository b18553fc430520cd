import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

export type Entry = { id: string; title: string; clientName: string; workedMinutes: number };

/** A colleague's own entries between two days, the latest first. */
export async function listOwnTime(
  tx: Tx,
  { userId, first, today }: { userId: string; first: Day; today: Day },
): Promise<(Entry & { on: string; startedAt: Date | null })[]> {
  return tx.$queryRaw<(Entry & { on: string; startedAt: Date | null })[]>`
    select e.id::text, r.title, c.name as "clientName", e.worked_minutes as "workedMinutes", e.worked_on::text as on, e.started_at as "startedAt"
    from time_entry e join request_facts r on r.client_id = e.client_id and r.id = e.request_id join client_facts c on c.id = e.client_id
    where e.engineer_id = ${userId}::uuid and e.deleted_at is null and e.worked_on between ${first}::date and ${today}::date
    order by e.worked_at desc, e.id`;
}
