import { definitionSchema } from "#app/desk/catalogue/definition-schema.ts";
import type { Definition } from "#app/desk/rules/definition.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";

/** A published item as it is offered. */
export type OfferedItem = { id: string; key: string | null; version: number; definition: Definition };

type Row = { id: string; key: string | null; version: number; content: unknown };

/** The items that a client is offered, in their order. */
export async function listOffered(tx: Tx, clientId: string): Promise<OfferedItem[]> {
  return offeredWhere(tx, clientId, emptySql);
}

/** An item that a client is offered; null for one that isn't. */
export async function findOffered(tx: Tx, clientId: string, id: string): Promise<OfferedItem | null> {
  const [item] = await offeredWhere(tx, clientId, sql`and i.id = ${id}::uuid`);
  return item ?? null;
}

async function offeredWhere(tx: Tx, clientId: string, which: ReturnType<typeof sql>): Promise<OfferedItem[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select i.id::text, i.key, v.version, v.content
    from catalogue_item i join catalogue_version v on v.item_id = i.id and v.version = i.published_version
    where i.retired_at is null and (i.offered_to = 'all'
      or exists (select from catalogue_offer o where o.client_id = ${clientId}::uuid and o.item_id = i.id)) ${which} order by i.position, i.created_at, i.id`;
  return rows.map(({ content, ...row }) => ({ ...row, definition: definitionSchema.parse(content) }));
}

/** A version of an item, published or not any more. */
export async function findVersion(tx: Tx, itemId: string, version: number): Promise<Definition | null> {
  const [row] = await tx.$queryRaw<{ content: unknown }[]>`
    select content from catalogue_version where item_id = ${itemId}::uuid and version = ${version}::int`;
  return row ? definitionSchema.parse(row.content) : null;
}

/** An item as staff edit it. */
export type EditedItem = {
  id: string;
  key: string | null;
  version: number | null;
  retired: boolean;
  offeredTo: "all" | "some";
  clientIds: string[];
  published: Definition | null;
  draft: Definition | null;
};

/** All items for staff, with what is published and what is being changed. */
export async function listItems(tx: Tx, id: string | null = null): Promise<EditedItem[]> {
  const rows = await tx.$queryRaw<
    (Omit<EditedItem, "published" | "draft"> & { published: unknown; draft: unknown })[]
  >`
    select i.id::text, i.key, i.published_version as version, i.retired_at is not null as retired, i.offered_to as "offeredTo",
      array(select o.client_id::text from catalogue_offer o where o.item_id = i.id order by 1) as "clientIds",
      v.content as published, d.content as draft
    from catalogue_item i left join catalogue_version v on v.item_id = i.id and v.version = i.published_version
    left join catalogue_draft d on d.item_id = i.id
    ${id === null ? emptySql : sql`where i.id = ${id}::uuid`} order by i.position, i.created_at, i.id`;
  const read = (content: unknown): Definition | null =>
    content === null ? null : definitionSchema.parse(content);
  return rows.map((row) => ({ ...row, published: read(row.published), draft: read(row.draft) }));
}

/** Locks an item until the transaction ends; false where there is none. */
export async function lockItem(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id::text from catalogue_item where id = ${id}::uuid for update`;
  return rows.length > 0;
}

/** The ids of all items in their order, locked until the transaction ends. */
export async function lockItems(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id::text from catalogue_item order by position, created_at, id for update`;
  return rows.map(({ id }) => id);
}

/** Puts the items in this order. */
export async function setOrder(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    update catalogue_item i set position = o.at::int from unnest(${[...ids]}::uuid[]) with ordinality o (id, at)
    where i.id = o.id and i.position <> o.at`;
}

/** Adds an item that nothing is published of yet; the same id again changes nothing. */
export async function insertItem(tx: Tx, item: { id: string; at: Date }): Promise<void> {
  await tx.$executeRaw`
    insert into catalogue_item (id, position, created_at)
    values (${item.id}::uuid, (select coalesce(max(position), 0) + 1 from catalogue_item), ${item.at}) on conflict (id) do nothing`;
}

/** Keeps what an item is to become. */
export async function writeDraft(
  tx: Tx,
  draft: { itemId: string; definition: Definition; at: Date; by: string },
): Promise<void> {
  await tx.$executeRaw`
    insert into catalogue_draft (item_id, content, saved_at, saved_by)
    values (${draft.itemId}::uuid, ${JSON.stringify(draft.definition)}::jsonb, ${draft.at}, ${draft.by}::uuid)
    on conflict (item_id) do update set content = excluded.content, saved_at = excluded.saved_at, saved_by = excluded.saved_by`;
}

/** Makes a draft the item's next version, and answers its number. */
export async function publishDraft(
  tx: Tx,
  publication: { itemId: string; at: Date; by: string },
): Promise<number> {
  const { itemId, at, by } = publication;
  const [row] = await tx.$queryRaw<{ version: number }[]>`
    insert into catalogue_version (item_id, version, content, published_at, published_by)
    select d.item_id, coalesce((select max(v.version) from catalogue_version v where v.item_id = d.item_id), 0) + 1, d.content, ${at}, ${by}::uuid
    from catalogue_draft d where d.item_id = ${itemId}::uuid returning version`;
  if (!row) throw new Error(`no draft of ${itemId} to publish`);
  await tx.$executeRaw`
    update catalogue_item set published_version = ${row.version}::int, retired_at = null where id = ${itemId}::uuid`;
  await tx.$executeRaw`delete from catalogue_draft where item_id = ${itemId}::uuid`;
  return row.version;
}

/** Makes a draft of each shipped item (published by nobody) that has a price, and offers it no more until it is published. */
export async function unpublishShippedPriced(tx: Tx, draft: { at: Date; by: string }): Promise<void> {
  await tx.$executeRaw`
    with priced as (
      select i.id, v.content from catalogue_item i join catalogue_version v on v.item_id = i.id and v.version = i.published_version
      where v.published_by is null and ((v.content->>'priceOnceMinor')::int > 0 or (v.content->>'priceMonthlyMinor')::int > 0)
    ), drafted as (
      insert into catalogue_draft (item_id, content, saved_at, saved_by)
      select id, content, ${draft.at}, ${draft.by}::uuid from priced on conflict (item_id) do nothing)
    update catalogue_item set published_version = null where id in (select id from priced)`;
}

/** Takes an item out of the catalogue (an instant), or puts it back (null). */
export async function setRetired(tx: Tx, itemId: string, at: Date | null): Promise<void> {
  await tx.$executeRaw`update catalogue_item set retired_at = ${at} where id = ${itemId}::uuid`;
}

/** Offers an item to all clients (null), or to some. */
export async function setOffer(tx: Tx, itemId: string, clientIds: readonly string[] | null): Promise<void> {
  await tx.$executeRaw`
    update catalogue_item set offered_to = ${clientIds === null ? "all" : "some"} where id = ${itemId}::uuid`;
  await tx.$executeRaw`delete from catalogue_offer where item_id = ${itemId}::uuid`;
  if (clientIds !== null)
    await tx.$executeRaw`
      insert into catalogue_offer (client_id, item_id) select c.id, ${itemId}::uuid from client_facts c
      where c.id = any (${[...clientIds]}::uuid[])`;
}
