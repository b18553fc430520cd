import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { Prisma } from "#app/platform/generated/prisma/client.ts";

export type ClientHeader = {
  id: string;
  name: string;
  legalName: string;
  country: string;
  kind: string;
  currency: string;
  zone: string;
  /** The first day without access, where the client's end is planned. */
  endsOn: Day | null;
};

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

/** Writes what has changed in a client's record; the caller holds its lock. */
export async function changeClient(tx: Tx, id: string, data: Prisma.ClientUpdateInput): Promise<void> {
  await tx.client.update({ where: { id }, data });
}

/** Keeps what the MSP had confirmed of a client's VAT while the client's own change of it is not confirmed; null where nothing was changed. */
export async function keepVatReview(
  tx: Tx,
  id: string,
  confirmed: Prisma.InputJsonObject | null,
): Promise<void> {
  await tx.client.updateMany({ where: { id }, data: { vatReview: confirmed ?? Prisma.DbNull } });
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

/** What stands above the pages of one live client; no row for one that is not there. */
export async function listHeaders(
  tx: Tx,
  id: string,
): Promise<(Omit<ClientHeader, "endsOn"> & { endsOn: string | null })[]> {
  return tx.$queryRaw<(Omit<ClientHeader, "endsOn"> & { endsOn: string | null })[]>`
    select c.id::text, c.name, c.legal_name as "legalName", c.country::text, c.kind, c.currency::text, c.zone, e.from_on::text as "endsOn"
    from client c left join client_ending e on e.client_id = c.id and e.undone_at is null
    where c.id = ${id}::uuid and c.ended_at is null`;
}

/** The live clients' names, in their order. */
export async function listNames(tx: Tx) {
  return tx.client.findMany({
    where: { endedAt: null },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
}

/** The clients that have not ended, by name. */
export function listLiveClients(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.client.findMany({
    where: { endedAt: null },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
  });
}
