import { lockClient } from "#app/clients/client-store.server.ts";
import { ideasFor, warningStep, type WarningStep } from "#app/hours/rules/expiry-warnings.ts";
import { now } from "#app/platform/clock.server.ts";
import { day, type Day } from "#app/platform/day.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { log } from "#app/platform/log.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { listReaders } from "./alert-store.server.ts";
import { findParties } from "#app/hours/adjustments/parties.server.ts";

/** Tells clients of blocks that lapse in 30, 7 and 1 days, counted in the client's own days; once a block and step. */
export async function warnOfExpiry(): Promise<void> {
  const at = now();
  for (const clientId of await asSystem((tx) => listExpiringClients(tx, at)))
    await asSystem((tx) => warnClient(tx, clientId, at)).catch((error: unknown) =>
      log.error({ client: clientId, error: String(error) }, "nobody could be told of hours that lapse"),
    );
}

async function warnClient(tx: Tx, clientId: string, at: Date): Promise<void> {
  if (!(await lockClient(tx, clientId))) return;
  const { zone, mspName, clientName } = await findParties(tx, clientId);
  const today = dayIn(zone, at);
  for (const lot of await listExpiringLots(tx, clientId, at)) {
    const step = warningStep(lot, today);
    if (step === null || !(await keepWarning(tx, clientId, lot, step, at))) continue;
    await writeHoursExpiring(tx, { clientId, mspName, clientName, lot, step });
  }
}

type ExpiringLot = { lotId: number; minutes: number; since: Day; lastDay: Day };

async function writeHoursExpiring(
  tx: Tx,
  {
    clientId,
    mspName,
    clientName,
    lot,
    step,
  }: { clientId: string; mspName: string; clientName: string; lot: ExpiringLot; step: WarningStep },
): Promise<void> {
  const { origin } = env();
  const ideas = ideasFor(lot.minutes).map((idea) => ({
    ...idea,
    url: `${origin}/requests/new?idea=${idea.key}`,
  }));
  for (const reader of await listReaders(tx, clientId, { toBuyers: true, userIds: [], watchers: false })) {
    await queueLetter(tx, {
      key: `hours-expiring:${clientId}:${lot.lotId}:${step}:${reader.userId}`,
      clientId,
      to: reader.email,
      locale: reader.locale,
      template: "hours-expiring",
      props: {
        name: reader.name,
        mspName,
        clientName,
        minutes: lot.minutes,
        block: lot.lotId,
        lastDay: lot.lastDay,
        daysLeft: step,
        ideas,
        url: `${origin}/requests/new`,
      },
    });
  }
}

/** Clients with something left in a block that lapses within a month and a day. */
async function listExpiringClients(tx: Tx, at: Date): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select a.client_id::text as id from hour_account a
    where a.frozen_at is null and exists (select from hour_lot l
      where l.client_id = a.client_id and l.is_open and l.expires_at > ${at} and l.expires_at <= ${at}::timestamptz + interval '32 days') order by 1`;
  return rows.map(({ id }) => id);
}

async function listExpiringLots(tx: Tx, clientId: string, at: Date): Promise<ExpiringLot[]> {
  const rows = await tx.$queryRaw<{ lotId: number; minutes: number; since: string; lastDay: string }[]>`
    select l.id as "lotId", l.remaining_minutes as minutes, day_in(c.zone, l.effective_at)::text as since,
      last_day_of(c.zone, l.expires_at, l.effective_at)::text as "lastDay"
    from hour_lot l join client_facts c on c.id = l.client_id
    where l.client_id = ${clientId}::uuid and l.is_open and l.expires_at > ${at} and l.expires_at <= ${at}::timestamptz + interval '32 days' order by l.id`;
  return rows.map((row) => ({ ...row, since: day(row.since), lastDay: day(row.lastDay) }));
}

/** Keeps that somebody was told; false when it had been done. */
async function keepWarning(
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
