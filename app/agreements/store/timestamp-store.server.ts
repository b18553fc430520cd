import type { Timestamp } from "#app/agreements/seal/timestamp.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

import type { AgreementKey } from "./agreement-store.server.ts";

/** Keeps the timestamp of a sealed file; the first one stays. */
export async function insertTimestamp(tx: Tx, key: AgreementKey, stamp: Timestamp): Promise<void> {
  await tx.$executeRaw`
    insert into agreement_timestamp (client_id, agreement_id, token, proven_at, authority)
    values (${key.clientId}::uuid, ${key.id}::uuid, ${stamp.token}::bytea, ${stamp.at}, ${stamp.authority}) on conflict do nothing`;
}

/** The timestamp of a sealed file; null where there is none yet. */
export async function findTimestamp(tx: Tx, key: AgreementKey): Promise<Timestamp | null> {
  const [row] = await tx.$queryRaw<(Omit<Timestamp, "token"> & { token: Uint8Array })[]>`
    select token, proven_at as at, authority from agreement_timestamp where client_id = ${key.clientId}::uuid and agreement_id = ${key.id}::uuid`;
  return row ? { ...row, token: Buffer.from(row.token) } : null;
}

/** The sealed agreements since an instant that have no timestamp, 500 at most. */
export function listUnstamped(tx: Tx, since: Date): Promise<AgreementKey[]> {
  return tx.$queryRaw<AgreementKey[]>`
    select a.client_id::text as "clientId", a.id::text from agreement a
    where a.sealed_at >= ${since} and not exists (select from agreement_timestamp t where t.client_id = a.client_id and t.agreement_id = a.id)
    order by a.sealed_at limit 500`;
}
