import type { RightLevel } from "#app/people/rules/roster.ts";
import type { Day } from "#app/platform/day.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";

/** Who was shown, and what the manager answered about each. */
export type AttestedPerson = {
  id: string;
  name: string;
  email: string | null;
  department: string;
  joinedOn: Day;
  leftOn: Day | null;
  answer: "here" | "gone";
};

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

/** What a client's manager confirms each quarter: who works there, and who may keep which right. */
type Contents = {
  roster: { people: AttestedPerson[]; note: string };
  rights: { rights: ReviewedRight[]; note: string };
};
type Kind = keyof Contents;

type Kept<K extends Kind> = {
  id: string;
  quarterStartsOn: Day;
  name: string;
  content: Contents[K];
  requestId: string | null;
};
/** A confirmation as evidence; `hash` is the SHA-256 of its content as it was stored, in hex. */
export type Confirmation<K extends Kind> = Kept<K> & { confirmedAt: Date; hash: string };

const tables = {
  roster: { table: sql`roster_attestation`, at: sql`attested_at` },
  rights: { table: sql`rights_review`, at: sql`reviewed_at` },
} satisfies Record<Kind, unknown>;

/** A client's confirmations of a kind, the newest first; twenty at most. */
export function listConfirmations<K extends Kind>(
  tx: Tx,
  kind: K,
  clientId: string,
): Promise<Confirmation<K>[]> {
  return tx.$queryRaw<
    Confirmation<K>[]
  >`${kept(kind, clientId)} order by ${tables[kind].at} desc, id limit 20`;
}

/** One of a client's confirmations; null where there is none of this id. */
export async function findConfirmation<K extends Kind>(
  tx: Tx,
  kind: K,
  { clientId, id }: { clientId: string; id: string },
): Promise<Confirmation<K> | null> {
  const [row] = await tx.$queryRaw<Confirmation<K>[]>`${kept(kind, clientId)} and id = ${id}::uuid`;
  return row ?? null;
}

const kept = (kind: Kind, clientId: string) => {
  const { table, at } = tables[kind];
  return sql`
    select id::text, quarter_starts_on::text as "quarterStartsOn", ${at} as "confirmedAt", name, content,
      encode(content_hash, 'hex') as hash, request_id::text as "requestId"
    from ${table} where client_id = ${clientId}::uuid`;
};

/** Tells whether a confirmation of this id is kept already. */
export async function hasConfirmation(
  tx: Tx,
  kind: Kind,
  { clientId, id }: { clientId: string; id: string },
): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    select 1 as one from ${tables[kind].table} where client_id = ${clientId}::uuid and id = ${id}::uuid`;
  return rows.length > 0;
}

/** Keeps what was confirmed, with the hash of its text. */
export async function appendConfirmation<K extends Kind>(
  tx: Tx,
  kind: K,
  clientId: string,
  row: Kept<K> & { at: Date; userId: string },
): Promise<void> {
  const { table, at } = tables[kind];
  await tx.$executeRaw`
    insert into ${table} (client_id, id, quarter_starts_on, ${at}, user_id, name, content, content_hash, request_id)
    select ${clientId}::uuid, ${row.id}::uuid, ${row.quarterStartsOn}::date, ${row.at}, ${row.userId}::uuid, ${row.name}, c.content,
      sha256(convert_to(c.content::text, 'utf8')), ${row.requestId}::uuid
    from (select ${JSON.stringify(row.content)}::jsonb as content) c`;
}
