import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Prisma } from "#app/platform/generated/prisma/client.ts";

/** A client's record. */
export type Client = Prisma.Result<Tx["client"], object, "findUniqueOrThrow">;

/** A client's record, ended ones too; null where there is none in scope. */
export function findClient(tx: Tx, id: string): Promise<Client | null> {
  return tx.client.findUnique({ where: { id } });
}

/** The record of a client that has not ended; null where there is none in scope. */
export function findLiveClient(tx: Tx, id: string): Promise<Client | null> {
  return tx.client.findFirst({ where: { id, endedAt: null } });
}

/**
 * Locks the row of a client that has not ended until the transaction ends, and answers the record; null where there
 * is none in scope. It is the first lock of the lock order: whoever needs several takes this one first.
 */
export async function lockClient(tx: Tx, id: string): Promise<Client | null> {
  await tx.$queryRaw`select from client where id = ${id}::uuid for no key update`;
  return findLiveClient(tx, id);
}

/** Writes how a client is served, by a contract or by hours; the caller holds its lock. */
export async function setClientKind(tx: Tx, id: string, kind: "prepaid" | "managed"): Promise<void> {
  await tx.client.update({ where: { id }, data: { kind } });
}

/** Adds a client; false when there is one of that id already. */
export async function insertClient(tx: Tx, data: Prisma.ClientUncheckedCreateInput): Promise<boolean> {
  const { count } = await tx.client.createMany({ data: [data], skipDuplicates: true });
  return count > 0;
}

/** Keeps from which day another time zone counts for a client; a change that was to begin on the same day is replaced. */
export async function insertZone(
  tx: Tx,
  clientId: string,
  { zone, fromOn, startsAt }: { zone: string; fromOn: Day; startsAt: Date },
): Promise<void> {
  await tx.$executeRaw`
    insert into client_zone (client_id, from_on, starts_at, zone) values (${clientId}::uuid, ${fromOn}::date, ${startsAt}, ${zone})
    on conflict (client_id, from_on) do update set starts_at = excluded.starts_at, zone = excluded.zone`;
}
