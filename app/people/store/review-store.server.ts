import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { RightLevel } from "#app/people/rules/roster.ts";

/** A right that was shown, and what the manager decided about it. */
export type ReviewedRight = {
  id: string;
  person: string;
  resource: string;
  level: RightLevel;
  since: Day;
  /** The person's last day of work, where it has passed. */
  leftOn: Day | null;
  decision: "keep" | "end";
};
export type ReviewContent = { rights: ReviewedRight[]; note: string };
export type Review = {
  id: string;
  quarterStartsOn: Day;
  reviewedAt: Date;
  name: string;
  content: ReviewContent;
  /** The SHA-256 of the content as it was stored, in hex. */
  hash: string;
  requestId: string | null;
};

/** A client's reviews, the newest first; twenty at most. */
export function listReviews(tx: Tx, clientId: string): Promise<Review[]> {
  return tx.$queryRaw<Review[]>`
    select id::text, quarter_starts_on::text as "quarterStartsOn", reviewed_at as "reviewedAt", name, content,
      encode(content_hash, 'hex') as hash, request_id::text as "requestId"
    from rights_review where client_id = ${clientId}::uuid order by reviewed_at desc, id limit 20`;
}

/** Tells whether a review of this id is kept already. */
export async function hasReview(tx: Tx, clientId: string, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    select 1 as one from rights_review where client_id = ${clientId}::uuid and id = ${id}::uuid`;
  return rows.length > 0;
}

/** Keeps what was decided, with the hash of its text. */
export async function appendReview(
  tx: Tx,
  clientId: string,
  row: Omit<Review, "hash" | "reviewedAt"> & { at: Date; userId: string },
): Promise<void> {
  await tx.$executeRaw`
    insert into rights_review (client_id, id, quarter_starts_on, reviewed_at, user_id, name, content, content_hash, request_id)
    select ${clientId}::uuid, ${row.id}::uuid, ${row.quarterStartsOn}::date, ${row.at}, ${row.userId}::uuid, ${row.name}, c.content,
      sha256(convert_to(c.content::text, 'utf8')), ${row.requestId}::uuid
    from (select ${JSON.stringify(row.content)}::jsonb as content) c`;
}
