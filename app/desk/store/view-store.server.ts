import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** A look at the queue that is kept; `query` is what its address holds. */
export type StoredView = { id: string; name: string; query: string; isShared: boolean };

/** A person's own views and the shared ones, by name. One query. */
export function listViews(tx: Tx, userId: string): Promise<StoredView[]> {
  return tx.$queryRaw<StoredView[]>`
    select id::text, name, filter->>'query' as query, owner_id is null as "isShared" from queue_view
    where owner_id is null or owner_id = ${userId}::uuid order by name, id limit 30`;
}

/** Keeps a view under its id; the same form again changes nothing. */
export async function appendView(
  tx: Tx,
  { id, ownerId, name, query }: { id: string; ownerId: string | null; name: string; query: string },
): Promise<void> {
  await tx.$executeRaw`
    insert into queue_view (id, owner_id, name, filter, created_at)
    values (${id}::uuid, ${ownerId}::uuid, ${name}, ${JSON.stringify({ query })}::jsonb, ${now()}) on conflict (id) do nothing`;
}

/** Takes away a view of this person's, or a shared one. */
export async function removeView(tx: Tx, { id, userId }: { id: string; userId: string }): Promise<void> {
  await tx.$executeRaw`delete from queue_view where id = ${id}::uuid and (owner_id is null or owner_id = ${userId}::uuid)`;
}
