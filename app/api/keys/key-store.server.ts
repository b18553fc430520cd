import { isApiScope, type ApiScope } from "#app/api/scopes.ts";
import { isStaffRole, type StaffRole } from "#app/identity/scope.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** A key as lists show it; the key itself is kept nowhere. */
export type ShownKey = {
  id: string;
  name: string;
  prefix: string;
  scopes: ApiScope[];
  actsAsName: string;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
};

type Stored<Row extends { scopes: ApiScope[] }> = Omit<Row, "scopes"> & { scopes: string[] };

/** The keys that are not revoked, the newest first, then those revoked in the last 90 days. One query. */
export async function listKeys(tx: Tx, since: Date): Promise<ShownKey[]> {
  const rows = await tx.$queryRaw<Stored<ShownKey>[]>`
    select k.id::text, k.name, k.prefix, k.scopes, u.name as "actsAsName", k.created_at as "createdAt", k.expires_at as "expiresAt",
      k.revoked_at as "revokedAt", k.last_used_at as "lastUsedAt"
    from api_key k join user_facts u on u.id = k.acts_as
    where k.revoked_at is null or k.revoked_at >= ${since}
    order by k.revoked_at is not null, k.created_at desc, k.id limit 200`;
  return rows.map((row) => ({ ...row, scopes: row.scopes.filter(isApiScope) }));
}

export type NewKey = {
  id: string;
  name: string;
  prefix: string;
  hash: Buffer;
  scopes: readonly ApiScope[];
  actsAs: string;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date | null;
};

/** Appends a key; false where its id was used before. */
export async function appendKey(tx: Tx, key: NewKey): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into api_key (id, name, prefix, hash, scopes, acts_as, created_by, created_at, expires_at)
    values (${key.id}::uuid, ${key.name}, ${key.prefix}, ${key.hash}, ${[...key.scopes]}::text[], ${key.actsAs}::uuid, ${key.createdBy}::uuid,
      ${key.createdAt}, ${key.expiresAt})
    on conflict (id) do nothing`;
  return written === 1;
}

/** Revokes a key; its name, or null where there is none that still works. */
export async function revokeKeyRow(tx: Tx, id: string, at: Date): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ name: string }[]>`
    update api_key set revoked_at = ${at} where id = ${id}::uuid and revoked_at is null returning name`;
  return row?.name ?? null;
}

/** Revokes all keys that act as a person; their names. */
export async function revokeKeyRowsOf(tx: Tx, userId: string, at: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    update api_key set revoked_at = ${at} where acts_as = ${userId}::uuid and revoked_at is null returning name`;
  return rows.map(({ name }) => name);
}

/** A key that works, with the person it acts as. */
export type LiveKey = {
  id: string;
  name: string;
  scopes: ApiScope[];
  person: { userId: string; name: string; email: string; role: StaffRole };
  lastUsedAt: Date | null;
};

type LiveRow = {
  id: string;
  name: string;
  scopes: string[];
  lastUsedAt: Date | null;
  userId: string;
  personName: string;
  email: string;
  role: string;
};

/**
 * Finds a key by its hash: null for one that is unknown, revoked or expired, and for one whose person left. Who was given access again
 * afterwards gets none of the older keys back: a key works for the membership that it was made in.
 */
export async function findLiveKey(tx: Tx, hash: Buffer, at: Date): Promise<LiveKey | null> {
  const [row] = await tx.$queryRaw<LiveRow[]>`
    select k.id::text, k.name, k.scopes, k.last_used_at as "lastUsedAt", u.id::text as "userId", u.name as "personName", u.email, m.role
    from api_key k join user_facts u on u.id = k.acts_as
    join membership_facts m on m.user_id = k.acts_as and m.client_id is null and m.ended_at is null
      and m.created_at <= k.created_at
    where k.hash = ${hash} and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${at})`;
  if (!row || !isStaffRole(row.role)) return null;
  const { id, name, scopes, lastUsedAt, userId, personName, email, role } = row;
  return {
    ...{ id, name, lastUsedAt },
    scopes: scopes.filter(isApiScope),
    person: { userId, name: personName, email, role },
  };
}

/** Keeps when a key was used last. */
export async function touchKey(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.$executeRaw`update api_key set last_used_at = ${at} where id = ${id}::uuid`;
}
