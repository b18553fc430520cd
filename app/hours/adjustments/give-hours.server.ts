import {
  ledgerActor,
  refusedByLedger,
  type LedgerRefusal,
  creditHours,
  takeHoursOff,
  type Act,
} from "#app/hours/ledger.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { type Day } from "#app/platform/day.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { endOfLastDay } from "#app/platform/zone.server.ts";

import { notifyBuyers } from "#app/hours/alerts/notify-buyers.server.ts";
import { findStanding } from "#app/hours/store/standing.server.ts";

/** `key` comes with the form: sent twice, the hours are given once. `validUntil` is the last day on which they can be used; null for ever. */
export type Gift = { clientId: string; key: string; minutes: number; reason: string; validUntil: Day | null };
export type GiveRefusal = LedgerRefusal | "day-passed";

/** Gives a client hours as goodwill; the client reads the reason. */
export function giveHours(scope: StaffScope, gift: Gift): Promise<Result<Act, GiveRefusal>> {
  return refusedByLedger<Result<Act, GiveRefusal>>(() => inScope(scope, (tx) => give(tx, scope, gift)));
}

async function give(
  tx: Tx,
  scope: StaffScope,
  { clientId, key, minutes, reason, validUntil }: Gift,
): Promise<Result<Act, GiveRefusal>> {
  const at = now();
  const { zone, currency, today } = await findStanding(tx, clientId, at);
  if (validUntil !== null && validUntil < today) return refuse("day-passed");
  const expiresAt = validUntil === null ? null : endOfLastDay(zone, validUntil, at);
  const act = await creditHours(tx, {
    clientId,
    source: "goodwill",
    minutes,
    priceMinor: 0,
    currency,
    expiresAt,
    at,
    actor: ledgerActor(scope),
    reason,
    key: `goodwill:${key}`,
  });
  if (!act.isNew) return ok(act);
  await notifyBuyers(tx, clientId, key, (common) => ({
    template: "hours-granted",
    props: {
      ...common,
      minutes,
      reason,
      lastDay: validUntil,
      balanceMinutes: act.balanceMinutes,
      url: ledgerUrl(),
    },
  }));
  await appendAudit(tx, scope, {
    action: "hours.given",
    target: `client:${clientId}`,
    clientId,
    detail: { minutes, reason, validUntil, lot: act.lotId },
  });
  return ok(act);
}

/** Takes hours from a client's balance; what its blocks don't have is owed. The client reads the reason. */
export function takeHours(
  scope: StaffScope,
  taking: Omit<Gift, "validUntil">,
): Promise<Result<Act, LedgerRefusal>> {
  return refusedByLedger<Result<Act, LedgerRefusal>>(() => inScope(scope, (tx) => take(tx, scope, taking)));
}

async function take(
  tx: Tx,
  scope: StaffScope,
  { clientId, key, minutes, reason }: Omit<Gift, "validUntil">,
): Promise<Result<Act, LedgerRefusal>> {
  const at = now();
  await findStanding(tx, clientId, at);
  const act = await takeHoursOff(tx, { clientId, key, minutes, reason, at, actor: ledgerActor(scope) });
  if (!act.isNew) return ok(act);
  await notifyBuyers(tx, clientId, key, (common) => ({
    template: "hours-adjusted",
    props: {
      ...common,
      kind: "taken",
      minutes,
      reason,
      block: null,
      lastDay: null,
      balanceMinutes: act.balanceMinutes,
      url: ledgerUrl(),
    },
  }));
  await appendAudit(tx, scope, {
    action: "hours.taken",
    target: `client:${clientId}`,
    clientId,
    detail: { minutes, reason },
  });
  return ok(act);
}

/** The address of a client's list of movements. */
export function ledgerUrl(): string {
  return `${env().origin}/hours?view=ledger`;
}
