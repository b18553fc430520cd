import { now } from "#app/platform/clock.server.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";

import type { RequestKey } from "./request-store.server.ts";

/** What somebody wrote on a request. `byStaff` tells the MSP's people from the client's. */
export type Comment = { id: string; authorName: string; byStaff: boolean; body: string; createdAt: Date };
/** What the MSP's people wrote to each other. */
export type Note = Omit<Comment, "byStaff">;

type NewText = { id: string; authorId: string; body: string };

/** Appends a comment under its id; tells whether it is new. */
export async function appendComment(
  tx: Tx,
  key: RequestKey,
  { id, authorId, body, byStaff }: NewText & { byStaff: boolean },
): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into request_comment (client_id, id, request_id, author_id, by_staff, body, created_at)
    values (${key.clientId}::uuid, ${id}::uuid, ${key.id}::uuid, ${authorId}::uuid, ${byStaff}, ${body}, ${now()})
    on conflict (client_id, id) do nothing`;
  return written === 1;
}

/** Appends an internal note under its id; tells whether it is new. */
export async function appendNote(tx: Tx, key: RequestKey, { id, authorId, body }: NewText): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into request_note (client_id, id, request_id, author_id, body, created_at)
    values (${key.clientId}::uuid, ${id}::uuid, ${key.id}::uuid, ${authorId}::uuid, ${body}, ${now()})
    on conflict (client_id, id) do nothing`;
  return written === 1;
}

/** How many comments a page shows, and how many notes: the newest. */
export const longestConversation = 500;

/** The newest of what was written on a request, oldest first, 500 at most; of requests that went into it too. One query. */
export async function listComments(tx: Tx, { clientId, id }: RequestKey): Promise<Comment[]> {
  const newest = await tx.$queryRaw<Comment[]>`
    select c.id::text, u.name as "authorName", c.by_staff as "byStaff", c.body, c.created_at as "createdAt"
    from request_comment c join user_facts u on u.id = c.author_id
    join request r on r.client_id = c.client_id and r.id = c.request_id
    where c.client_id = ${clientId}::uuid and (c.request_id = ${id}::uuid or r.merged_into = ${id}::uuid)
    order by c.created_at desc, c.id desc limit ${longestConversation}`;
  return newest.reverse();
}

/** The newest internal notes of a request, oldest first, 500 at most. One query, for staff alone: no other role reads a row of it. */
export async function listNotes(tx: Tx, { clientId, id }: RequestKey): Promise<Note[]> {
  const newest = await tx.$queryRaw<Note[]>`
    select n.id::text, u.name as "authorName", n.body, n.created_at as "createdAt"
    from request_note n join user_facts u on u.id = n.author_id
    join request r on r.client_id = n.client_id and r.id = n.request_id
    where n.client_id = ${clientId}::uuid and (n.request_id = ${id}::uuid or r.merged_into = ${id}::uuid)
    order by n.created_at desc, n.id desc limit ${longestConversation}`;
  return newest.reverse();
}

/** A comment or an internal note, with its place in their common order as the text that a cursor carries. */
export type Written = Comment & { internal: boolean; place: string };

/** Comments and internal notes of a request and of those that went into it, oldest first, after a place. One query, for staff alone. */
export function listWritten(
  tx: Tx,
  { clientId, id }: RequestKey,
  from: { after: string; id: string } | null,
  limit: number,
): Promise<Written[]> {
  return tx.$queryRaw<Written[]>`
    with written as (
      select c.client_id, c.request_id, c.id, c.author_id, c.by_staff, c.body, c.created_at, false as internal from request_comment c
      union all
      select n.client_id, n.request_id, n.id, n.author_id, true, n.body, n.created_at, true from request_note n)
    select w.id::text, u.name as "authorName", w.by_staff as "byStaff", w.body, w.created_at as "createdAt", w.internal,
      w.created_at::text as place
    from written w join user_facts u on u.id = w.author_id join request r on r.client_id = w.client_id and r.id = w.request_id
    where w.client_id = ${clientId}::uuid and (w.request_id = ${id}::uuid or r.merged_into = ${id}::uuid)
      ${from ? sql`and (w.created_at, w.id) > (${from.after}::timestamptz, ${from.id}::uuid)` : emptySql}
    order by w.created_at, w.id limit ${limit}`;
}
