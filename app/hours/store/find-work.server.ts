import type { Day } from "#app/platform/day.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";

/** Work as lists show it; minutes whole. The internal note only ever reaches staff: row-level security keeps it from a client's query too. */
export type WorkRow = {
  id: string;
  requestId: string;
  requestNumber: number;
  requestTitle: string;
  workedOn: Day;
  bookedOn: Day;
  engineerName: string;
  nature: "proactive" | "reactive";
  note: string;
  workedMinutes: number;
  billableMinutes: number;
  free: boolean;
  /** A managed contract covers it. */
  covered: boolean;
  internalNote: string | null;
  /** The state of its approval; null for work that counts. */
  waits: "lead" | "client" | "rejected" | null;
  contested: boolean;
};

type Asked = {
  clientId: string;
  requestId?: string | undefined;
  limit: number;
  offset?: number;
  latest?: boolean;
};

/** A client's work, of one request or of all, by the day of the work, or (`latest`) by when it was logged, newest first: one query. */
export function findWork(
  tx: Tx,
  { clientId, requestId, limit, offset = 0, latest = false }: Asked,
): Promise<WorkRow[]> {
  return tx.$queryRaw<WorkRow[]>`
    select t.id::text, t.request_id::text as "requestId", r.number::int as "requestNumber", r.title as "requestTitle", t.worked_on::text as "workedOn",
      day_in(c.zone, t.created_at)::text as "bookedOn",
      u.name as "engineerName", t.nature, t.note, t.worked_minutes as "workedMinutes", t.billable_minutes as "billableMinutes", t.free, t.covered,
      nullif(n.note, '') as "internalNote",
      case when t.revision = 0 then (select case a.state when 'rejected' then 'rejected' else a.awaits end from time_approval a where a.client_id = t.client_id and a.entry_id = t.id) end as waits,
      exists (select from entry_query q where q.client_id = t.client_id and q.entry_id = t.id and q.state = 'open') as contested
    from time_entry t
    join client_facts c on c.id = t.client_id
    join request_facts r on r.client_id = t.client_id and r.id = t.request_id
    join user_facts u on u.id = t.engineer_id
    left join time_entry_internal_note n on n.client_id = t.client_id and n.time_entry_id = t.id
    where t.client_id = ${clientId}::uuid and t.deleted_at is null ${requestId ? sql`and t.request_id = ${requestId}::uuid` : emptySql}
    order by ${latest ? sql`t.created_at desc` : sql`t.worked_on desc, t.worked_at desc`}, t.id
    limit ${limit} offset ${offset}`;
}

/** How many entries a client has, and their minutes in all. */
export async function sumWork(
  tx: Tx,
  clientId: string,
): Promise<{ entries: number; billable: number } | null> {
  const [row] = await tx.$queryRaw<{ entries: number; billable: number }[]>`
    select count(*)::int as entries, coalesce(sum(billable_minutes) filter (where revision > 0), 0)::int as billable from time_entry where client_id = ${clientId}::uuid and deleted_at is null`;
  return row ?? null;
}
