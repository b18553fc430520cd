import { createHash } from "node:crypto";

import { canonicalJson, type Json } from "#app/agreements/rules/document.ts";
import type { Tx } from "#app/platform/db.server.ts";

import type { AgreementKey } from "./agreement-store.server.ts";

export type EvidenceKind =
  | "prepared"
  | "asked"
  | "opened"
  | "downloaded"
  | "signed"
  | "declined"
  | "completed"
  | "withdrawn"
  | "expired"
  | "superseded"
  | "cancelled"
  | "reminded"
  | "sealed";

/** One thing that happened to an agreement; hashes in hex, the instant in UTC as text. */
export type Evidence = {
  seq: number;
  at: string;
  kind: EvidenceKind;
  signerId: string | null;
  content: { readonly [name: string]: Json | undefined };
  previousHash: string;
  hash: string;
};

export type NewEvidence = Pick<Evidence, "kind" | "content"> & { at: Date; signerId?: string | null };

/** What stands before the first entry of a chain. */
export const firstHash = "0".repeat(64);

/** An agreement's evidence in the order in which it was recorded. */
export async function listEvidence(tx: Tx, { clientId, id }: AgreementKey): Promise<Evidence[]> {
  const rows = await tx.$queryRaw<(Omit<Evidence, "at"> & { at: Date })[]>`
    select seq, at, kind, signer_id::text as "signerId", content, encode(previous_hash, 'hex') as "previousHash", encode(hash, 'hex') as hash
    from agreement_evidence where client_id = ${clientId}::uuid and agreement_id = ${id}::uuid order by seq`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Appends to an agreement's evidence; the caller holds the agreement's lock. */
export async function appendEvidence(tx: Tx, key: AgreementKey, entry: NewEvidence): Promise<void> {
  const [last] = await tx.$queryRaw<{ seq: number; hash: string }[]>`
    select seq, encode(hash, 'hex') as hash from agreement_evidence
    where client_id = ${key.clientId}::uuid and agreement_id = ${key.id}::uuid order by seq desc limit 1`;
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at: entry.at.toISOString(),
    kind: entry.kind,
    signerId: entry.signerId ?? null,
    content: entry.content,
    previousHash: last?.hash ?? firstHash,
  };
  await tx.$executeRaw`
    insert into agreement_evidence (client_id, agreement_id, seq, at, kind, signer_id, content, previous_hash, hash)
    values (${key.clientId}::uuid, ${key.id}::uuid, ${row.seq}::int, ${entry.at}, ${row.kind}, ${row.signerId}::uuid, ${JSON.stringify(row.content)}::jsonb,
      decode(${row.previousHash}, 'hex'), decode(${hashOfEvidence(key, row)}, 'hex'))`;
}

/** The hash of one entry, over its contents and the hash before it. */
export function hashOfEvidence(key: AgreementKey, entry: Omit<Evidence, "hash">): string {
  const { seq, at, kind, signerId, content, previousHash } = entry;
  const text = canonicalJson({ agreement: key.id, seq, at, kind, signerId, content, previousHash });
  return createHash("sha256").update(text).digest("hex");
}

/** When a signed agreement was cancelled; null where it was not. */
export async function findCancelledAt(tx: Tx, key: AgreementKey): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ at: Date }[]>`
    select at from agreement_evidence where client_id = ${key.clientId}::uuid and agreement_id = ${key.id}::uuid and kind = 'cancelled' limit 1`;
  return row?.at ?? null;
}

/** Tells whether a person's first download of a file is recorded already. */
export async function hasDownloaded(
  tx: Tx,
  key: AgreementKey,
  { userId, part }: { userId: string; part: string },
): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    select 1 as one from agreement_evidence where client_id = ${key.clientId}::uuid and agreement_id = ${key.id}::uuid
      and kind = 'downloaded' and content ->> 'user' = ${userId} and content ->> 'part' = ${part} limit 1`;
  return rows.length > 0;
}

/** Tells whether somebody's opening of an agreement is recorded already. */
export async function hasOpened(tx: Tx, key: AgreementKey, signerId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    select 1 as one from agreement_evidence where client_id = ${key.clientId}::uuid and agreement_id = ${key.id}::uuid
      and kind = 'opened' and signer_id = ${signerId}::uuid limit 1`;
  return rows.length > 0;
}
