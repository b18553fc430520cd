import { lockClient } from "#app/clients/client-store.server.ts";
import { ideasFor, warningStep, type WarningStep } from "#app/hours/rules/expiry-warnings.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { env } from "#app/platform/env.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { listReaders } from "./alert-store.server.ts";
import { findParties } from "#app/hours/store/parties.server.ts";
import {
  type ExpiringLot,
  keepWarning,
  listExpiringClients,
  listExpiringLots,
} from "#app/hours/alerts/expiry-store.server.ts";

/** Tells clients of blocks that lapse in 30, 7 and 1 days, counted in the client's own days; once a block and step. */
export async function warnOfExpiry(): Promise<void> {
  const at = now();
  await eachInTurn(
    await asSystem((tx) => listExpiringClients(tx, at)),
    (clientId) => asSystem((tx) => warnClient(tx, clientId, at)),
    { says: "nobody could be told of hours that lapse", facts: (clientId) => ({ client: clientId }) },
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
