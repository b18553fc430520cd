import {
  guideContentSchema,
  guideDraftSchema,
  type GuideContent,
  type GuideDraft,
} from "#app/desk/guides/guide-content.ts";
import { now } from "#app/platform/clock.server.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";

/** A guide that is published, as far as this scope reads it. */
export type PublishedGuide = { id: string; itemId: string | null; content: GuideContent; words: string };

/** The published guides that this scope reads: all, of an item, or one; 300 at most. One query. */
export async function listGuides(
  tx: Tx,
  which: { id?: string; itemId?: string } = {},
): Promise<PublishedGuide[]> {
  const rows = await tx.$queryRaw<(Omit<PublishedGuide, "content"> & { content: unknown })[]>`
    select id::text, item_id::text as "itemId", content, words from guide
    where content is not null ${which.id ? sql`and id = ${which.id}::uuid` : emptySql}
      ${which.itemId ? sql`and item_id = ${which.itemId}::uuid` : emptySql}
    order by published_at desc, id limit 300`;
  return rows.map((row) => ({ ...row, content: guideContentSchema.parse(row.content) }));
}

/** A guide as staff list it, with what is being changed and how often it was the answer. */
export type EditedGuide = {
  id: string;
  clientId: string | null;
  clientName: string | null;
  itemId: string | null;
  isPublished: boolean;
  published: GuideContent | null;
  draft: GuideDraft | null;
  helped: number;
  votes: number;
};

/** All guides for staff, or one: the latest first. One query. */
export async function listEditedGuides(tx: Tx, id: string | null = null): Promise<EditedGuide[]> {
  const rows = await tx.$queryRaw<
    (Omit<EditedGuide, "published" | "draft"> & { published: unknown; draft: unknown })[]
  >`
    select g.id::text, g.client_id::text as "clientId", c.name as "clientName", g.item_id::text as "itemId",
      g.content is not null as "isPublished", g.content as published, d.content as draft,
      (select count(*)::int from guide_vote v where v.guide_id = g.id and v.helped) as helped,
      (select count(*)::int from guide_vote v where v.guide_id = g.id) as votes
    from guide g left join guide_draft d on d.guide_id = g.id left join client_facts c on c.id = g.client_id
    ${id === null ? emptySql : sql`where g.id = ${id}::uuid`} order by g.created_at desc, g.id limit 500`;
  return rows.map((row) => ({
    ...row,
    published: row.published === null ? null : guideContentSchema.parse(row.published),
    draft: row.draft === null ? null : guideDraftSchema.parse(row.draft),
  }));
}

/** Adds a guide that nothing is published of yet; the same id again changes nothing. */
export async function insertGuide(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`insert into guide (id, created_at) values (${id}::uuid, ${now()}) on conflict (id) do nothing`;
}

/** Keeps what a guide is to become. */
export async function writeGuideDraft(
  tx: Tx,
  { id, draft, by }: { id: string; draft: GuideDraft; by: string },
): Promise<void> {
  await tx.$executeRaw`
    insert into guide_draft (guide_id, content, saved_at, saved_by)
    values (${id}::uuid, ${JSON.stringify(draft)}::jsonb, ${now()}, ${by}::uuid)
    on conflict (guide_id) do update set content = excluded.content, saved_at = excluded.saved_at, saved_by = excluded.saved_by`;
}

/** Puts a publication in a guide's place, and ends the draft that it was made of; one that was saved since stays. */
export async function writePublication(
  tx: Tx,
  id: string,
  draft: GuideDraft,
  { content, words }: { content: GuideContent; words: string },
): Promise<void> {
  await tx.$executeRaw`
    update guide set client_id = ${draft.clientId}::uuid, item_id = ${draft.itemId}::uuid, content = ${JSON.stringify(content)}::jsonb,
      words = ${words}, published_at = ${now()} where id = ${id}::uuid`;
  await tx.$executeRaw`delete from guide_draft where guide_id = ${id}::uuid and content = ${JSON.stringify(draft)}::jsonb`;
}

/** Takes what is published of a guide out of sight. */
export async function clearPublication(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`update guide set content = null, words = '', published_at = null where id = ${id}::uuid`;
}

/** Keeps whether a guide was somebody's answer; their last word counts. */
export async function writeVote(
  tx: Tx,
  {
    clientId,
    guideId,
    userId,
    helped,
  }: { clientId: string; guideId: string; userId: string; helped: boolean },
): Promise<void> {
  await tx.$executeRaw`
    insert into guide_vote (client_id, guide_id, user_id, helped, at)
    values (${clientId}::uuid, ${guideId}::uuid, ${userId}::uuid, ${helped}, ${now()})
    on conflict (client_id, guide_id, user_id) do update set helped = excluded.helped, at = excluded.at`;
}

/** The most searches without a hit that are kept of a client. */
const missesPerClient = 300;

/** Counts a search without a hit, as `searchKey` writes it; without the person. */
export async function countMiss(tx: Tx, clientId: string, words: string): Promise<void> {
  await tx.$executeRaw`
    insert into search_miss (client_id, words, last_at)
    select ${clientId}::uuid, ${words}, ${now()}
    where exists (select from search_miss where client_id = ${clientId}::uuid and words = ${words})
      or (select count(*) from search_miss where client_id = ${clientId}::uuid) < ${missesPerClient}
    on conflict (client_id, words) do update set times = search_miss.times + 1, last_at = excluded.last_at`;
}

export type SearchMiss = { words: string; times: number; clients: number; lastAt: Date };

/** What clients searched for and did not find, the most frequent first. One query. */
export function listMisses(tx: Tx): Promise<SearchMiss[]> {
  return tx.$queryRaw<SearchMiss[]>`
    select words, sum(times)::int as times, count(*)::int as clients, max(last_at) as "lastAt" from search_miss
    group by words order by times desc, "lastAt" desc, words limit 50`;
}

/** Takes a search out of that list. */
export async function removeMiss(tx: Tx, words: string): Promise<void> {
  await tx.$executeRaw`delete from search_miss where words = ${words}`;
}
