import { createHash, randomBytes } from "node:crypto";

import {
  appendKey,
  findLiveKey,
  listKeys,
  revokeKeyRow,
  revokeKeyRowsOf,
  touchKey,
  type LiveKey,
  type ShownKey,
} from "#app/api/keys/key-store.server.ts";
import type { ApiScope } from "#app/api/scopes.ts";
import { listStaff } from "#app/desk/store/queue-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, inScope, readInScope, type Tx } from "#app/platform/db.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { refuse, ok, type Result } from "#app/platform/result.ts";

const dayMs = 86_400_000;
const hashOf = (key: string): Buffer => createHash("sha256").update(key).digest();

export type KeyRefusal = "already-made" | "not-staff";
export type WantedKey = {
  /** Made with the form: sent twice, it is one key. */
  id: string;
  name: string;
  scopes: readonly ApiScope[];
  /** The person of the MSP in whose name it acts. */
  actsAs: string;
  /** Null: it does not expire. */
  days: number | null;
};

/** Makes a key and answers it, this one time: only its hash is kept. The same form again is refused, since the key can't be shown again. */
export function makeKey(scope: StaffScope, wanted: WantedKey): Promise<Result<string, KeyRefusal>> {
  const key = `tgd_${randomBytes(32).toString("base64url")}`;
  const createdAt = now();
  return inScope(scope, async (tx) => {
    const person = (await listStaff(tx)).find(({ id }) => id === wanted.actsAs);
    if (!person) return refuse("not-staff");
    const isNew = await appendKey(tx, {
      ...{ id: wanted.id, name: wanted.name, scopes: wanted.scopes, actsAs: wanted.actsAs },
      ...{ prefix: key.slice(0, 10), hash: hashOf(key), createdBy: scope.userId, createdAt },
      expiresAt: wanted.days === null ? null : new Date(createdAt.getTime() + wanted.days * dayMs),
    });
    if (!isNew) return refuse("already-made");
    await appendAudit(tx, scope, {
      action: "api-key.made",
      target: `api-key:${wanted.name}`,
      detail: { scopes: wanted.scopes, person: person.name, ...(wanted.days ? { days: wanted.days } : {}) },
    });
    return ok(key);
  });
}

/** Revokes a key: its next call is refused. */
export function revokeKey(scope: StaffScope, id: string): Promise<void> {
  return inScope(scope, async (tx) => {
    const name = await revokeKeyRow(tx, id, now());
    if (name !== null) await appendAudit(tx, scope, { action: "api-key.revoked", target: `api-key:${name}` });
  });
}

/** Revokes every key that acts as a person whose access ends, in the transaction that ends it. */
export async function revokeKeysInside(tx: Tx, scope: StaffScope, userId: string): Promise<void> {
  for (const name of await revokeKeyRowsOf(tx, userId, now()))
    await appendAudit(tx, scope, { action: "api-key.revoked", target: `api-key:${name}` });
}

export type KeysPage = {
  keys: ShownKey[];
  colleagues: { id: string; name: string }[];
  zone: string;
  at: Date;
};

/** The keys with when each was used last, whom a new one can act as, and the MSP's clock. */
export function getKeysPage(scope: StaffScope): Promise<KeysPage> {
  const at = now();
  return readInScope(scope, async (tx) => ({
    keys: await listKeys(tx, new Date(at.getTime() - 90 * dayMs)),
    colleagues: await listStaff(tx),
    zone: (await requireMsp(tx)).zone,
    at,
  }));
}

/** The key that a caller brings, if it works; keeps once a minute that it was used. */
export function findCaller(bearer: string): Promise<LiveKey | null> {
  const at = now();
  return asSystem(async (tx) => {
    const key = await findLiveKey(tx, hashOf(bearer), at);
    if (key && (!key.lastUsedAt || at.getTime() - key.lastUsedAt.getTime() > 60_000))
      await touchKey(tx, key.id, at);
    return key;
  });
}
