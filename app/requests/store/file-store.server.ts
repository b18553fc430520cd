import { may } from "#app/identity/permission.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";
import { requestsAccess } from "#app/requests/access.ts";
import type { FileKind } from "#app/requests/rules/file-kind.ts";

import type { RequestKey } from "./request-store.server.ts";

/** Held: not passed by the virus scanner yet. Refused: something was found in it, and its bytes are gone. */
export type FileState = "held" | "ready" | "refused";

/** A file as a page lists it: of a comment, of an internal note, or of the request itself where neither is named. */
export type RequestFile = {
  id: string;
  commentId: string | null;
  noteId: string | null;
  authorName: string;
  name: string;
  sizeBytes: number;
  state: FileState;
  /** What the scanner last answered, where it did not pass the file. */
  finding: string | null;
  createdAt: Date;
};

/** Which text of a request a file belongs to; the request itself where none is named. */
export type FilePlace = { commentId?: string; noteId?: string };

type NewFile = { id: string; name: string; kind: FileKind; content: Buffer; state: "held" | "ready" };

/** Appends a file under its id. */
export async function insertFile(
  tx: Tx,
  key: RequestKey,
  by: { authorId: string; byStaff: boolean },
  place: FilePlace,
  file: NewFile,
): Promise<void> {
  await tx.$executeRaw`
    insert into request_file (client_id, id, request_id, comment_id, note_id, author_id, by_staff, name, kind, size_bytes, sha256, state, content, created_at)
    values (${key.clientId}::uuid, ${file.id}::uuid, ${key.id}::uuid, ${place.commentId ?? null}::uuid, ${place.noteId ?? null}::uuid,
      ${by.authorId}::uuid, ${by.byStaff}, ${file.name}, ${file.kind}, ${file.content.length}::int, sha256(${file.content}::bytea), ${file.state}, ${file.content}::bytea, ${now()})`;
}

/** How many files a request has; those of internal notes count where this scope reads them. */
export async function countFiles(tx: Tx, key: RequestKey): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from request_file where client_id = ${key.clientId}::uuid and request_id = ${key.id}::uuid`;
  return row?.count ?? 0;
}

/** How many bytes a client's people sent since an instant, and how many of them one did. */
export async function countBytesSince(
  tx: Tx,
  { clientId, userId }: { clientId: string; userId: string },
  since: Date,
): Promise<{ byClient: number; byPerson: number }> {
  const [row] = await tx.$queryRaw<{ byClient: number; byPerson: number }[]>`
    select coalesce(sum(size_bytes), 0)::float8 as "byClient",
      coalesce(sum(size_bytes) filter (where author_id = ${userId}::uuid), 0)::float8 as "byPerson"
    from request_file
    where client_id = ${clientId}::uuid and not by_staff and created_at > ${since}`;
  return row ?? { byClient: 0, byPerson: 0 };
}

/** The newest files of a request and of those that went into it, oldest first, 500 at most. One query; a client's role gets none of an internal note. */
export async function listFiles(tx: Tx, { clientId, id }: RequestKey): Promise<RequestFile[]> {
  const newest = await tx.$queryRaw<RequestFile[]>`
    select f.id::text, f.comment_id::text as "commentId", f.note_id::text as "noteId", u.name as "authorName", f.name,
      f.size_bytes as "sizeBytes", f.state, f.finding, f.created_at as "createdAt"
    from request_file f join user_facts u on u.id = f.author_id
    join request r on r.client_id = f.client_id and r.id = f.request_id
    where f.client_id = ${clientId}::uuid and (f.request_id = ${id}::uuid or r.merged_into = ${id}::uuid)
    order by f.created_at desc, f.id desc limit 500`;
  return newest.reverse();
}

/** A file with its bytes, for who may see its request or the one that this went into; null for others. */
export async function findFile(
  tx: Tx,
  scope: Scope,
  id: string,
): Promise<{ name: string; state: FileState; content: Buffer | null } | null> {
  const own = scope.kind === "client" && !may(scope, requestsAccess.seeAll);
  const [row] = await tx.$queryRaw<{ name: string; state: FileState; content: Buffer | null }[]>`
    select f.name, f.state, f.content from request_file f
    join request r on r.client_id = f.client_id and r.id = f.request_id
    left join request target on target.client_id = r.client_id and target.id = r.merged_into
    where f.id = ${id}::uuid
      ${scope.kind === "client" ? sql`and f.client_id = ${scope.clientId}::uuid and f.note_id is null` : emptySql}
      ${own ? sql`and ${scope.userId}::uuid in (r.requester_id, target.requester_id)` : emptySql}`;
  return row ?? null;
}

/** A file that the scanner was asked about. */
export type ScannedFile = { clientId: string; name: string; number: number; ofNote: boolean };

/** The bytes of a file that waits for the scanner. */
export async function findHeldBytes(tx: Tx, key: { clientId: string; id: string }): Promise<Buffer | null> {
  const [row] = await tx.$queryRaw<{ content: Buffer }[]>`
    select content from request_file where client_id = ${key.clientId}::uuid and id = ${key.id}::uuid and state = 'held'`;
  return row?.content ?? null;
}

/** Keeps what the scanner said of a file that waits for it, and answers the file; null where it waits no more. The bytes of a refused one go. */
export async function keepFinding(
  tx: Tx,
  key: { clientId: string; id: string },
  { state, finding }: { state: FileState; finding: string | null },
): Promise<ScannedFile | null> {
  const [row] = await tx.$queryRaw<ScannedFile[]>`
    update request_file f set state = ${state}, finding = ${finding}, scanned_at = ${now()},
      content = case when ${state} = 'refused' then null else f.content end
    from request r
    where f.client_id = ${key.clientId}::uuid and f.id = ${key.id}::uuid and f.state = 'held'
      and r.client_id = f.client_id and r.id = f.request_id
    returning f.client_id::text as "clientId", f.name, r.number::int, f.note_id is not null as "ofNote"`;
  return row ?? null;
}
