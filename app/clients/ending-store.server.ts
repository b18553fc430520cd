import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { hoursChoices, type HoursChoice } from "./rules/ending.ts";

/** That a client ends: from a day of its zone on it has no access. */
export type Ending = {
  id: string;
  clientId: string;
  fromOn: Day;
  hours: HoursChoice;
  reason: string;
  decidedBy: string;
  decidedByName: string;
  decidedAt: Date;
  /** When it was carried out; null while its day is still to come. */
  doneAt: Date | null;
};

type Row = Omit<Ending, "fromOn" | "hours"> & { fromOn: string; hours: string };

/** The ending of a client that stands, planned or carried out; null for none. */
export async function findEnding(tx: Tx, clientId: string): Promise<Ending | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    select e.id::text, e.client_id::text as "clientId", e.from_on::text as "fromOn", e.hours, e.reason,
      e.decided_by::text as "decidedBy", u.name as "decidedByName", e.decided_at as "decidedAt", e.done_at as "doneAt"
    from client_ending e join user_facts u on u.id = e.decided_by where e.client_id = ${clientId}::uuid and e.undone_at is null`;
  const hours = hoursChoices.find((choice) => choice === row?.hours);
  return row && hours ? { ...row, fromOn: day(row.fromOn), hours } : null;
}

/** Keeps that a client ends; false where this very ending is known already. Throws where another one stands. */
export async function insertEnding(
  tx: Tx,
  ending: Omit<Ending, "decidedByName" | "doneAt">,
): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into client_ending (client_id, id, from_on, hours, reason, decided_by, decided_at)
    values (${ending.clientId}::uuid, ${ending.id}::uuid, ${ending.fromOn}::date, ${ending.hours}, ${ending.reason},
      ${ending.decidedBy}::uuid, ${ending.decidedAt}) on conflict (client_id, id) do nothing`;
  return written > 0;
}

/** Ends the client's access from this moment on; the guards read it with every request. */
export async function markEnded(
  tx: Tx,
  { clientId, id }: Pick<Ending, "clientId" | "id">,
  at: Date,
): Promise<void> {
  await tx.$executeRaw`update client_ending set done_at = ${at} where client_id = ${clientId}::uuid and id = ${id}::uuid`;
  await tx.client.updateMany({ where: { id: clientId }, data: { endedAt: at } });
}

/** Takes an ending back: planned, it will not happen; carried out, the client is there again. */
export async function undoEnding(
  tx: Tx,
  { clientId, id }: Pick<Ending, "clientId" | "id">,
  by: { userId: string; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    update client_ending set undone_at = ${by.at}, undone_by = ${by.userId}::uuid where client_id = ${clientId}::uuid and id = ${id}::uuid`;
  await tx.client.updateMany({ where: { id: clientId }, data: { endedAt: null } });
}

/** The endings that are planned, of all clients, with the zone in which their day begins. */
export function listPlannedEndings(tx: Tx): Promise<{ clientId: string; fromOn: string; zone: string }[]> {
  return tx.$queryRaw`
    select e.client_id::text as "clientId", e.from_on::text as "fromOn", c.zone from client_ending e join client c on c.id = e.client_id
    where e.undone_at is null and e.done_at is null order by e.from_on, e.client_id`;
}

/** The clients that ended, the latest first. */
export function listEndedClients(
  tx: Tx,
): Promise<{ id: string; name: string; endedAt: Date; zone: string }[]> {
  return tx.$queryRaw`
    select id::text, name, ended_at as "endedAt", zone from client where ended_at is not null order by ended_at desc, name`;
}

/** Locks a client's row, also an ended one's; null for none. The first lock of the lock order. */
export async function lockAnyClient(
  tx: Tx,
  id: string,
): Promise<{ name: string; zone: string; currency: string; endedAt: Date | null } | null> {
  const [row] = await tx.$queryRaw<{ name: string; zone: string; currency: string; endedAt: Date | null }[]>`
    select name, zone, currency::text, ended_at as "endedAt" from client where id = ${id}::uuid for no key update`;
  return row ?? null;
}
