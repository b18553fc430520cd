import type { AlertLevel } from "#app/hours/rules/alerts.ts";
import type { ClientRole } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

export type Colleague = { userId: string; name: string; role: ClientRole };

/** `id` is made with the form, or names the alert to change: saved twice, it is one. */
export type WantedAlert = AlertLevel & { id: string; toBuyers: boolean; userIds: string[] };

/** Takes an alert away; 0 where it is gone already. */
export async function endAlert(
  tx: Tx,
  { clientId, id, at }: { clientId: string; id: string; at: Date },
): Promise<number> {
  return tx.$executeRaw`update hour_alert set removed_at = ${at} where client_id = ${clientId}::uuid and id = ${id}::uuid and removed_at is null`;
}

/** A row where this person gets a copy of what a client is told. */
export async function listWatching(tx: Tx, clientId: string, userId: string): Promise<object[]> {
  return tx.$queryRaw<
    object[]
  >`select 1 as one from hour_watcher where client_id = ${clientId}::uuid and user_id = ${userId}::uuid and ended_at is null`;
}

/** Has this person get a copy from now on; 0 where they do already. */
export async function beginWatching(tx: Tx, clientId: string, userId: string): Promise<number> {
  return tx.$executeRaw`
    insert into hour_watcher (client_id, user_id, since) values (${clientId}::uuid, ${userId}::uuid, ${now()})
    on conflict (client_id, user_id) do update set ended_at = null, since = excluded.since where hour_watcher.ended_at is not null`;
}

/** Has this person get no copy any more; 0 where they get none. */
export async function endWatching(tx: Tx, clientId: string, userId: string): Promise<number> {
  return tx.$executeRaw`update hour_watcher set ended_at = ${now()} where client_id = ${clientId}::uuid and user_id = ${userId}::uuid and ended_at is null`;
}

/** Writes an alert; false when it was taken away meanwhile. */
export async function writeAlert(tx: Tx, clientId: string, wanted: WantedAlert): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into hour_alert (client_id, id, kind, level, to_buyers, user_ids, created_at)
    values (${clientId}::uuid, ${wanted.id}::uuid, ${wanted.kind}, ${wanted.level}::int, ${wanted.toBuyers}, ${wanted.userIds}::uuid[], ${now()})
    on conflict (client_id, id) do update set kind = excluded.kind, level = excluded.level, to_buyers = excluded.to_buyers, user_ids = excluded.user_ids
    where hour_alert.removed_at is null`;
  return written === 1;
}

/** Who has access to a client, by name. */
export function listClientPeople(tx: Tx, clientId: string): Promise<Colleague[]> {
  return tx.$queryRaw<Colleague[]>`
    select u.id::text as "userId", u.name, m.role from membership_facts m join user_facts u on u.id = m.user_id
    where m.client_id = ${clientId}::uuid and m.ended_at is null order by u.name, u.id`;
}
