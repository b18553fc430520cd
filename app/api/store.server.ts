import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";
import type { Cursor } from "#app/api/rules/cursor.ts";
import type { Priority } from "#app/requests/rules/priority.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";

/** A row with its place in the order of its list, as the text that a cursor carries. */
type Placed<Row> = Row & { place: string };

export type ClientRow = {
  id: string;
  name: string;
  legalName: string;
  kind: "prepaid" | "managed";
  country: string;
  zone: string;
  currency: string;
  createdAt: Date;
  endedAt: Date | null;
};

export type RequestRow = {
  id: string;
  clientId: string;
  number: number;
  title: string;
  description: string;
  state: RequestState;
  kind: "plain" | "change";
  priority: Priority;
  requesterId: string | null;
  requesterName: string | null;
  assigneeId: string | null;
  assigneeName: string | null;
  createdAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
  dueAt: Date | null;
  mergedInto: string | null;
  revision: number;
};

export type ContractRow = {
  id: string;
  name: string;
  kind: string;
  currency: string;
  startsOn: string;
  endsOn: string | null;
};

const clientColumns = sql`c.id::text, c.name, c.legal_name as "legalName", c.kind, c.country, c.zone, c.currency,
  c.created_at as "createdAt", c.ended_at as "endedAt"`;

/** Clients by name, also those that ended, from a cursor on. */
export function listClientRows(tx: Tx, cursor: Cursor | null, limit: number): Promise<Placed<ClientRow>[]> {
  return tx.$queryRaw<Placed<ClientRow>[]>`
    select ${clientColumns}, c.name as place from client_facts c
    where ${cursor ? sql`(c.name, c.id) > (${cursor.after}, ${cursor.id}::uuid)` : sql`true`}
    order by c.name, c.id limit ${limit}`;
}

/** One client; null where there is none. */
export async function findClientRow(tx: Tx, id: string): Promise<ClientRow | null> {
  const [row] = await tx.$queryRaw<ClientRow[]>`
    select ${clientColumns} from client_facts c where c.id = ${id}::uuid`;
  return row ?? null;
}

const requestColumns = sql`r.id::text, r.client_id::text as "clientId", r.number::int, r.title, r.description, r.state, r.kind, r.priority,
  r.requester_id::text as "requesterId", asker.name as "requesterName", r.assignee_id::text as "assigneeId", helper.name as "assigneeName",
  r.created_at as "createdAt", r.updated_at as "updatedAt", r.closed_at as "closedAt", r.due_at as "dueAt",
  r.merged_into::text as "mergedInto", r.revision`;
const requestPeople = sql`left join user_facts asker on asker.id = r.requester_id left join user_facts helper on helper.id = r.assignee_id`;

export type RequestFilter = {
  clientId?: string | undefined;
  state?: RequestState | undefined;
  /** Changed at or after `from`, and not after `until`: later changes may still be committed out of order. */
  updated: { from: Date; until: Date } | null;
};

/** Requests in the order in which they changed last, from a cursor on. The cursor carries the instant as PostgreSQL writes it: a JavaScript date is coarser. */
export function listRequestRows(
  tx: Tx,
  { clientId, state, updated }: RequestFilter,
  cursor: Cursor | null,
  limit: number,
): Promise<Placed<RequestRow>[]> {
  return tx.$queryRaw<Placed<RequestRow>[]>`
    select ${requestColumns}, r.updated_at::text as place from request_facts r ${requestPeople}
    where true ${clientId ? sql`and r.client_id = ${clientId}::uuid` : emptySql}
      ${state ? sql`and r.state = ${state}` : emptySql}
      ${updated ? sql`and r.updated_at >= ${updated.from} and r.updated_at <= ${updated.until}` : emptySql}
      ${cursor ? sql`and (r.updated_at, r.id) > (${cursor.after}::timestamptz, ${cursor.id}::uuid)` : emptySql}
    order by r.updated_at, r.id limit ${limit}`;
}

/** One request; null where there is none. */
export async function findRequestRow(tx: Tx, id: string): Promise<RequestRow | null> {
  const [row] = await tx.$queryRaw<RequestRow[]>`
    select ${requestColumns} from request_facts r ${requestPeople} where r.id = ${id}::uuid`;
  return row ?? null;
}

/** The contracts of a client, the latest first. */
export function listContractRows(tx: Tx, clientId: string): Promise<ContractRow[]> {
  return tx.$queryRaw<ContractRow[]>`
    select id::text, name, kind, currency, starts_on::text as "startsOn", ends_on::text as "endsOn"
    from contract_facts where client_id = ${clientId}::uuid order by starts_on desc, id limit 200`;
}
