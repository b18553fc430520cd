import { hoursAccess } from "#app/hours/access.ts";
import { may } from "#app/identity/permission.ts";
import type { Scope } from "#app/identity/scope.ts";
import type { QueryState } from "#app/hours/rules/contest.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";

export type LineKind = "asked" | "said" | "accepted" | "upheld" | "withdrawn";
export type EntryQuery = {
  clientId: string;
  id: string;
  entryId: string;
  revision: number;
  minutes: number;
  state: QueryState;
  askedBy: string;
};

const columns = sql`q.client_id::text as "clientId", q.id::text, q.entry_id::text as "entryId", q.revision, q.minutes, q.state, q.asked_by::text as "askedBy"`;

/** Finds a query (a client's question about an entry) if this person may see it: a client's employee only on work that they asked for. */
export async function findQuery(tx: Tx, scope: Scope, queryId: string): Promise<EntryQuery | null> {
  const [row] = await tx.$queryRaw<EntryQuery[]>`
    select ${columns} from entry_query q join time_entry e on e.client_id = q.client_id and e.id = q.entry_id join request_facts r on r.client_id = e.client_id and r.id = e.request_id
    where q.id = ${queryId}::uuid ${scope.kind === "client" ? sql`and q.client_id = ${scope.clientId}::uuid` : emptySql}
      ${scope.kind === "client" && !may(scope, hoursAccess.seeAllWork) ? sql`and r.requester_id = ${scope.userId}::uuid` : emptySql}`;
  return row ?? null;
}

/** Locks a query until the transaction ends; the caller holds its entry's lock. */
export async function lockQuery(tx: Tx, clientId: string, queryId: string): Promise<EntryQuery | null> {
  const [row] = await tx.$queryRaw<
    EntryQuery[]
  >`select ${columns} from entry_query q where q.client_id = ${clientId}::uuid and q.id = ${queryId}::uuid for update`;
  return row ?? null;
}

/** Every query on an entry, by revision. */
export function listQueries(tx: Tx, clientId: string, entryId: string): Promise<EntryQuery[]> {
  return tx.$queryRaw<
    EntryQuery[]
  >`select ${columns} from entry_query q where q.client_id = ${clientId}::uuid and q.entry_id = ${entryId}::uuid order by q.revision`;
}

/** A client's open questions: which revision of which entry each is about. */
export function listContested(tx: Tx, clientId: string): Promise<{ entryId: string; revision: number }[]> {
  return tx.$queryRaw`select q.entry_id::text as "entryId", q.revision from entry_query q where q.client_id = ${clientId}::uuid and q.state = 'open'`;
}

/** Tells whether a client's question about an entry is open. The caller holds the entry's lock. */
export async function isContested(tx: Tx, clientId: string, entryId: string): Promise<boolean> {
  return (await listQueries(tx, clientId, entryId)).some((query) => query.state === "open");
}

/** The query that this form opened; null when the form wasn't sent before. */
export async function findQueryOfForm(tx: Tx, clientId: string, formId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<
    { id: string }[]
  >`select query_id::text as id from entry_query_line where client_id = ${clientId}::uuid and id = ${formId}::uuid and kind = 'asked'`;
  return row?.id ?? null;
}

/** Opens a query on an entry's revision. */
export async function insertQuery(tx: Tx, query: Omit<EntryQuery, "state"> & { at: Date }): Promise<void> {
  await tx.$executeRaw`
    insert into entry_query (client_id, id, entry_id, revision, minutes, asked_by, asked_at)
    values (${query.clientId}::uuid, ${query.id}::uuid, ${query.entryId}::uuid, ${query.revision}, ${query.minutes}, ${query.askedBy}::uuid, ${query.at})`;
}

/** Closes a query; the caller holds its lock. */
export async function closeQuery(
  tx: Tx,
  query: { clientId: string; id: string; state: QueryState; at: Date },
): Promise<void> {
  await tx.$executeRaw`update entry_query set state = ${query.state}, closed_at = ${query.at} where client_id = ${query.clientId}::uuid and id = ${query.id}::uuid`;
}

/** Writes a line of the thread; false when this form wrote it before. */
export async function insertLine(
  tx: Tx,
  scope: Scope,
  line: {
    clientId: string;
    id: string;
    queryId: string;
    kind: LineKind;
    words: string;
    minutes?: number | null;
    at: Date;
  },
): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into entry_query_line (client_id, id, query_id, kind, author_id, by_staff, words, minutes, at)
    values (${line.clientId}::uuid, ${line.id}::uuid, ${line.queryId}::uuid, ${line.kind}, ${scope.userId}::uuid, ${scope.kind === "staff"}, ${line.words}, ${line.minutes ?? null}, ${line.at})
    on conflict (client_id, id) do nothing`;
  return written === 1;
}
