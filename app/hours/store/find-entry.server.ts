import { allocationsOf, entryColumns, type EntryRow } from "#app/hours/store/hours-list.server.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";

/** Finds an entry of a client, deleted or not; with a requester, only one on that person's requests. */
export async function findEntry(
  tx: Tx,
  clientId: string,
  entryId: string,
  requesterId: string | null,
): Promise<EntryRow | null> {
  const [row] = await tx.$queryRaw<{ entry: EntryRow }[]>`
    select to_jsonb(x) as entry from (
      select ${entryColumns}, coalesce(p.rows, '[]') as allocations
      from time_entry e join client_facts c on c.id = e.client_id join request_facts r on r.client_id = e.client_id and r.id = e.request_id
      join user_facts u on u.id = e.engineer_id join work_type w on w.id = e.work_type_id
      left join (${allocationsOf(clientId, sql`array[${entryId}::uuid]`)}) p on p.entry_id = e.id
      where e.client_id = ${clientId}::uuid and e.id = ${entryId}::uuid ${requesterId ? sql`and r.requester_id = ${requesterId}::uuid` : emptySql}) x`;
  return row?.entry ?? null;
}

type StaffPart = {
  clientId: string;
  requestId: string;
  workTypeId: string;
  /** Day and start by the MSP's clock. */
  workedOn: string;
  start: string | null;
  internalNote: string;
  updatedBy: string;
};

/** What only staff need of an entry, found by its id across all clients. */
export async function findStaffPart(tx: Tx, entryId: string): Promise<StaffPart | null> {
  const [row] = await tx.$queryRaw<StaffPart[]>`
    select e.client_id::text as "clientId", e.request_id::text as "requestId", e.work_type_id::text as "workTypeId",
      coalesce(day_in(m.zone, e.started_at), e.worked_on)::text as "workedOn",
      to_char(e.started_at at time zone zone_at(m.zone, e.started_at), 'HH24:MI') as start, coalesce(n.note, '') as "internalNote", u.name as "updatedBy"
    from client_facts c cross join msp_facts m join time_entry e on e.client_id = c.id and e.id = ${entryId}::uuid join user_facts u on u.id = e.engineer_id
    left join time_entry_internal_note n on n.client_id = e.client_id and n.time_entry_id = e.id`;
  return row ?? null;
}
