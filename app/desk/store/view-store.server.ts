import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** A look at the queue that is kept; `query` is what its address holds. */
export type StoredView = { id: string; name: string; query: string; isShared: boolean };

/** What one chooses from in the queue. */
export type QueueChoices = { views: StoredView[]; colleagues: { id: string; name: string }[] };

/** A person's own views and the shared ones, and the MSP's people that a request may be given to, each by name. One query. */
export async function findQueueChoices(tx: Tx, userId: string): Promise<QueueChoices> {
  const [row] = await tx.$queryRaw<QueueChoices[]>`
    select coalesce((select jsonb_agg(to_jsonb(v)) from (
        select id, name, filter->>'query' as query, owner_id is null as "isShared" from queue_view
        where owner_id is null or owner_id = ${userId}::uuid order by name, id limit 30) v), '[]') as views,
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name)
        from user_facts u join membership_facts m on m.user_id = u.id
        where m.client_id is null and m.ended_at is null), '[]') as colleagues`;
  return row ?? { views: [], colleagues: [] };
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
