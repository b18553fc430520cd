import type { Tx } from "#app/platform/db.server.ts";

export type Candidate = { id: string; name: string; zone: string; currency: string; frozen: boolean };
export type UsedKey = { clientId: string; key: string; minutes: number; priceMinor: number };

/** The live clients with one of these names, by search key, or ids. */
export function listCandidates(tx: Tx, called: string[]): Promise<Candidate[]> {
  return tx.$queryRaw<Candidate[]>`
    select c.id::text, c.name, c.zone, c.currency::text, a.frozen_at is not null as frozen
    from client_facts c join hour_account a on a.client_id = c.id
    where c.ended_at is null and (search_key(c.name) = any(${called}) or c.id::text = any(${called}))`;
}

/** The keys among these that the ledger has used, with what was credited under each. */
export async function listUsedKeys(tx: Tx, wanted: { clientId: string; key: string }[]): Promise<UsedKey[]> {
  if (wanted.length === 0) return [];
  return tx.$queryRaw<UsedKey[]>`
    select o.client_id::text as "clientId", o.idem_key as key, o.minutes, l.price_minor as "priceMinor"
    from unnest(${wanted.map(({ clientId }) => clientId)}::uuid[], ${wanted.map(({ key }) => key)}::text[]) w(client_id, key)
    join hour_op o on o.client_id = w.client_id and o.idem_key = w.key
    join hour_lot l on l.client_id = o.client_id and l.opened_seq = o.seq and l.source = 'import'`;
}

/** Tells whether a file with these contents was imported. */
export async function isImported(tx: Tx, digest: string): Promise<boolean> {
  return (await tx.$queryRaw<object[]>`select 1 as one from hour_import where digest = ${digest}`).length > 0;
}

/** Keeps that a file is imported; returns 0 when its form or its contents were before. */
export async function appendImport(
  tx: Tx,
  {
    key,
    digest,
    length,
    minutes,
    userId,
    at,
  }: { key: string; digest: string; length: number; minutes: number; userId: string; at: Date },
): Promise<number> {
  return tx.$executeRaw`
    insert into hour_import (id, digest, rows, minutes, imported_at, imported_by) values (${key}::uuid, ${digest}, ${length}::int, ${minutes}::int, ${at}, ${userId}::uuid) on conflict do nothing`;
}
