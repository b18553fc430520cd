import type { Tx } from "#app/platform/db.server.ts";

import type { AgreementKey } from "./agreement-store.server.ts";

/** The document as it was shown to those who signed, and as it was sealed with its evidence. */
export type FilePart = "shown" | "sealed";
export type AgreementFile = { content: Buffer; sha256: string };

/** Finds a file of an agreement; null where it is not written yet. */
export async function findFile(tx: Tx, key: AgreementKey, part: FilePart): Promise<AgreementFile | null> {
  const [row] = await tx.$queryRaw<{ content: Uint8Array; sha256: string }[]>`
    select content, encode(sha256, 'hex') as sha256 from agreement_file
    where client_id = ${key.clientId}::uuid and agreement_id = ${key.id}::uuid and part = ${part}`;
  return row ? { content: Buffer.from(row.content), sha256: row.sha256 } : null;
}

/** The SHA-256 of a file in hex; null where it is not written yet. */
export async function findFileHash(tx: Tx, key: AgreementKey, part: FilePart): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ sha256: string }[]>`
    select encode(sha256, 'hex') as sha256 from agreement_file
    where client_id = ${key.clientId}::uuid and agreement_id = ${key.id}::uuid and part = ${part}`;
  return row?.sha256 ?? null;
}

/** Keeps a file of an agreement; one that is kept already stays, and is what others get. */
export async function insertFile(
  tx: Tx,
  key: AgreementKey,
  file: { part: FilePart; content: Buffer; sealHash: string | null; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    insert into agreement_file (client_id, agreement_id, part, sha256, seal_hash, content, created_at)
    values (${key.clientId}::uuid, ${key.id}::uuid, ${file.part}, sha256(${file.content}::bytea), decode(${file.sealHash}, 'hex'), ${file.content}::bytea, ${file.at})
    on conflict do nothing`;
}

/** A file of ours that a hash belongs to. */
export type KnownFile = { agreementId: string; part: FilePart };

/** Finds the file that has this SHA-256 (hex). */
export async function findByHash(tx: Tx, sha256: string): Promise<KnownFile | null> {
  const [row] = await tx.$queryRaw<KnownFile[]>`
    select agreement_id::text as "agreementId", part from agreement_file where sha256 = decode(${sha256}, 'hex') limit 1`;
  return row ?? null;
}

/** Finds the sealed file whose seal has this hash (hex). */
export async function findBySeal(tx: Tx, sealHash: string): Promise<KnownFile | null> {
  const [row] = await tx.$queryRaw<KnownFile[]>`
    select agreement_id::text as "agreementId", part from agreement_file where seal_hash = decode(${sealHash}, 'hex') limit 1`;
  return row ?? null;
}
