import { createHash } from "node:crypto";

import type { Tx } from "#app/platform/db.server.ts";

/** A certificate that seals, as DER; the key encrypted, null where it is a setting. */
export type StoredSeal = {
  certificate: Buffer;
  privateKey: string | null;
  selfMade: boolean;
  createdAt: Date;
  validUntil: Date;
};

/** The newest self-made certificate that is valid at an instant; null where there is none. */
export async function findNewestSeal(tx: Tx, at: Date): Promise<StoredSeal | null> {
  const [row] = await tx.$queryRaw<(Omit<StoredSeal, "certificate"> & { certificate: Uint8Array })[]>`
    select certificate, private_key as "privateKey", self_made as "selfMade", created_at as "createdAt", valid_until as "validUntil"
    from seal_certificate where self_made and valid_until > ${at} order by created_at desc limit 1`;
  return row ? { ...row, certificate: Buffer.from(row.certificate) } : null;
}

/** Lets one process at a time make a certificate. */
export async function lockSeals(tx: Tx): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('seal certificate', 0))::text as locked`;
}

/** Keeps a certificate that seals; one that is known stays as it is. */
export async function insertSeal(tx: Tx, seal: StoredSeal): Promise<void> {
  const fingerprint = createHash("sha256").update(seal.certificate).digest();
  await tx.$executeRaw`
    insert into seal_certificate (fingerprint, certificate, private_key, self_made, created_at, valid_until)
    values (${fingerprint}::bytea, ${seal.certificate}::bytea, ${seal.privateKey}, ${seal.selfMade}, ${seal.createdAt}, ${seal.validUntil})
    on conflict do nothing`;
}

/** The fingerprints (hex) of all certificates that ever sealed. */
export async function listFingerprints(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ fingerprint: string }[]>`
    select encode(fingerprint, 'hex') as fingerprint from seal_certificate`;
  return rows.map(({ fingerprint }) => fingerprint);
}
