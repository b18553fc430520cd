import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

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
export type AttestationContent = { people: AttestedPerson[]; note: string };
export type Attestation = {
  id: string;
  quarterStartsOn: Day;
  attestedAt: Date;
  name: string;
  content: AttestationContent;
  /** The SHA-256 of the content as it was stored, in hex. */
  hash: string;
  requestId: string | null;
};

/** A client's attestations, the newest first; twenty at most. */
export function listAttestations(tx: Tx, clientId: string): Promise<Attestation[]> {
  return tx.$queryRaw<Attestation[]>`
    select id::text, quarter_starts_on::text as "quarterStartsOn", attested_at as "attestedAt", name, content,
      encode(content_hash, 'hex') as hash, request_id::text as "requestId"
    from roster_attestation where client_id = ${clientId}::uuid order by attested_at desc, id limit 20`;
}

/** Tells whether an attestation of this id is kept already. */
export async function hasAttestation(tx: Tx, clientId: string, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    select 1 as one from roster_attestation where client_id = ${clientId}::uuid and id = ${id}::uuid`;
  return rows.length > 0;
}

/** Keeps what was attested, with the hash of its text. */
export async function appendAttestation(
  tx: Tx,
  clientId: string,
  row: {
    id: string;
    quarterStartsOn: Day;
    at: Date;
    userId: string;
    name: string;
    content: AttestationContent;
    requestId: string | null;
  },
): Promise<void> {
  await tx.$executeRaw`
    insert into roster_attestation (client_id, id, quarter_starts_on, attested_at, user_id, name, content, content_hash, request_id)
    select ${clientId}::uuid, ${row.id}::uuid, ${row.quarterStartsOn}::date, ${row.at}, ${row.userId}::uuid, ${row.name}, c.content,
      sha256(convert_to(c.content::text, 'utf8')), ${row.requestId}::uuid
    from (select ${JSON.stringify(row.content)}::jsonb as content) c`;
}
