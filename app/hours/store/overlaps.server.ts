import type { Tx } from "#app/platform/db.server.ts";

/** An entry of the same engineer in the same hours, at whatever client. */
export type Overlap = { entryId: string; title: string; clientName: string; startedAt: Date; endedAt: Date };

/** The entries of an engineer with a start that share time with a stretch, the earliest first; of an entry that is changed, the others of its engineer. */
export async function listOverlaps(
  tx: Tx,
  asked: { engineerId: string; exceptId: string | null; from: Date; minutes: number },
): Promise<Overlap[]> {
  const until = new Date(asked.from.getTime() + asked.minutes * 60_000);
  // An entry is a day long at most.
  return tx.$queryRaw<Overlap[]>`
    select e.id::text as "entryId", r.title, c.name as "clientName", e.started_at as "startedAt",
      e.started_at + make_interval(mins => e.worked_minutes) as "endedAt"
    from time_entry e join client_facts c on c.id = e.client_id join request_facts r on r.client_id = e.client_id and r.id = e.request_id
    where e.engineer_id = coalesce((select o.engineer_id from time_entry o where o.id = ${asked.exceptId}::uuid), ${asked.engineerId}::uuid)
      and e.deleted_at is null and e.started_at < ${until} and e.started_at > ${asked.from}::timestamptz - interval '1 day'
      and e.started_at + make_interval(mins => e.worked_minutes) > ${asked.from} and e.id is distinct from ${asked.exceptId}::uuid
    order by e.started_at, e.id limit 5`;
}
