import { turnOffTopups } from "#app/billing/topup/end-topup.server.ts";
import {
  findEnding,
  listPlannedEndings,
  lockAnyClient,
  markEnded,
  type Ending,
} from "#app/clients/ending-store.server.ts";
import { endChargesInside } from "#app/contracts/end-charge.server.ts";
import { endContractsInside } from "#app/contracts/end-contract.server.ts";
import { contractKinds } from "#app/contracts/rules/contract.ts";
import { takeHoursOff } from "#app/hours/ledger.server.ts";
import { endMonthlyHours } from "#app/hours/adjustments/monthly-hours.server.ts";
import { findStanding } from "#app/hours/store/standing.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays, day } from "#app/platform/day.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { startOfDay } from "#app/platform/zone.server.ts";

/** Carries out what is planned for a client, where its day has begun: under the client's lock, so that an ending withdrawn meanwhile doesn't happen. */
export function carryOutEnding(clientId: string): Promise<void> {
  return asSystem(async (tx) => {
    const client = await lockAnyClient(tx, clientId);
    const ending = client && (await findEnding(tx, clientId));
    if (!ending || ending.doneAt || startOfDay(client.zone, ending.fromOn) > now()) return;
    await carryOutInside(tx, ending);
  });
}

/** Carries out every ending whose day has begun: for one whose own job was lost, or whose client's zone was changed meanwhile. */
export async function carryOutDueEndings(): Promise<void> {
  const due = (await asSystem(listPlannedEndings)).filter(
    ({ fromOn, zone }) => startOfDay(zone, day(fromOn)) <= now(),
  );
  await eachInTurn(due, ({ clientId }) => carryOutEnding(clientId), {
    says: "a planned ending could not be carried out",
    facts: ({ clientId }) => ({ client: clientId }),
  });
}

/** Has all contracts of a locked client, and what its requests cost a month, end with its last day of access. */
export async function endContracts(tx: Tx, actor: StaffScope | "system", ending: Ending): Promise<void> {
  const { clientId, id, fromOn, reason, decidedBy } = ending;
  const end = { lastOn: addDays(fromOn, -1), cause: "client" as const, causeId: id, reason };
  await endContractsInside(tx, actor, { clientId, kinds: contractKinds, endedBy: decidedBy, ...end });
  await endChargesInside(tx, actor, { clientId, lastOn: end.lastOn, causeId: id });
}

/** Ends a locked client: contracts, top-up and monthly hours off, its hours as was chosen, access over. On a frozen account no hours move: they stay for who looks at it. */
export async function carryOutInside(tx: Tx, ending: Ending): Promise<void> {
  const { clientId, id, hours } = ending;
  const at = now();
  const { netMinutes, frozenAt, today } = await findStanding(tx, clientId, at);
  const actor = `user:${ending.decidedBy}`;
  const moves = frozenAt === null;
  const topup = moves && (await turnOffTopups(tx, { clientId, key: `ending:${id}:topup`, actor }));
  await endMonthlyHours(tx, { clientId, key: id, by: ending.decidedBy, today });
  const lapse = moves && hours === "lapse" && netMinutes > 0;
  if (lapse)
    await takeHoursOff(tx, {
      clientId,
      key: `ending:${id}:hours`,
      minutes: netMinutes,
      reason: ending.reason,
      at,
      actor,
    });
  await endContracts(tx, "system", ending);
  await markEnded(tx, ending, at);
  await appendAudit(tx, "system", {
    action: "client.ended",
    target: `client:${clientId}`,
    clientId,
    detail: { fromOn: ending.fromOn, hours, minutes: netMinutes, topup, taken: lapse },
  });
}
