import type { Text } from "#app/desk/rules/definition.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** A look at the queue that is kept; `query` is what its address holds. */
export type StoredView = { id: string; name: string; query: string; isShared: boolean };

type Named = { id: string; name: string };
/** What one chooses from in the queue. */
export type QueueChoices = {
  views: StoredView[];
  colleagues: Named[];
  clients: Named[];
  /** The items of the catalogue that requests were made of. */
  items: { id: string; title: Text }[];
  /** Who of the client that is looked at made requests, with the person who is looked for. */
  requesters: Named[];
};

/** A person's own views and the shared ones, the MSP's people that a request may be given to, and what the queue is narrowed by, each by name. One query. */
export async function findQueueChoices(
  tx: Tx,
  userId: string,
  { clientId, requesterId }: { clientId: string | null; requesterId: string | null },
): Promise<QueueChoices> {
  const [row] = await tx.$queryRaw<QueueChoices[]>`
    select coalesce((select jsonb_agg(to_jsonb(v)) from (
        select id, name, filter->>'query' as query, owner_id is null as "isShared" from queue_view
        where owner_id is null or owner_id = ${userId}::uuid order by name, id limit 30) v), '[]') as views,
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name)
        from user_facts u join membership_facts m on m.user_id = u.id
        where m.client_id is null and m.ended_at is null), '[]') as colleagues,
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.name)
        from client_facts c where c.ended_at is null or c.id = ${clientId}::uuid), '[]') as clients,
      coalesce((select jsonb_agg(jsonb_build_object('id', i.id, 'title', v.content->'title') order by i.position, i.created_at)
        from catalogue_item i join catalogue_version v on v.item_id = i.id and v.version = i.published_version), '[]') as items,
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name)
        from user_facts u where u.id = ${requesterId}::uuid
          or u.id in (select m.user_id from membership_facts m where m.client_id = ${clientId}::uuid)), '[]') as requesters`;
  return row ?? { views: [], colleagues: [], clients: [], items: [], requesters: [] };
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
