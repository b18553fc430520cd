import type { WarningStep } from "#app/hours/rules/expiry-warnings.ts";
import { day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

export type ExpiringLot = { lotId: number; minutes: number; since: Day; lastDay: Day };

/** Clients with something left in a block that expires within 32 days. */
export async function listExpiringClients(tx: Tx, at: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select a.client_id::text as id from hour_account a
    where a.frozen_at is null and exists (select from hour_lot l
      where l.client_id = a.client_id and l.is_open and l.expires_at > ${at} and l.expires_at <= ${at}::timestamptz + interval '32 days') order by 1`;
  return rows.map(({ id }) => id);
}

/** What a client has left in blocks that expire within 32 days. */
export async function listExpiringLots(tx: Tx, clientId: string, at: Date): Promise<ExpiringLot[]> {
  const rows = await tx.$queryRaw<{ lotId: number; minutes: number; since: string; lastDay: string }[]>`
    select l.id as "lotId", l.remaining_minutes as minutes, day_in(c.zone, l.effective_at)::text as since,
      last_day_of(c.zone, l.expires_at, l.effective_at)::text as "lastDay"
    from hour_lot l join client_facts c on c.id = l.client_id
    where l.client_id = ${clientId}::uuid and l.is_open and l.expires_at > ${at} and l.expires_at <= ${at}::timestamptz + interval '32 days' order by l.id`;
  return rows.map((row) => ({ ...row, since: day(row.since), lastDay: day(row.lastDay) }));
}

/** Keeps that a warning was sent for a block at a step; false when it was sent before. */
export async function keepWarning(
  tx: Tx,
  clientId: string,
  lot: ExpiringLot,
  step: WarningStep,
  at: Date,
): Promise<boolean> {
  const written = await tx.$executeRaw`
    insert into hour_expiry_warning (client_id, lot_id, step_days, minutes, warned_at)
    values (${clientId}::uuid, ${lot.lotId}::int, ${step}::int, ${lot.minutes}::int, ${at}) on conflict do nothing`;
  return written === 1;
}
