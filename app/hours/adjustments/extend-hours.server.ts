import { ledgerActor, refusedByLedger, type LedgerRefusal, extendBlock } from "#app/hours/ledger.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope, readInScope, sqlStateOf, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { endOfLastDay } from "#app/platform/zone.server.ts";

import { ledgerUrl } from "./give-hours.server.ts";
import { notifyBuyers } from "#app/hours/alerts/notify-buyers.server.ts";
import { type ExtendableLot, listExtendable } from "#app/hours/store/block-list.server.ts";
import { findStanding } from "#app/hours/store/standing.server.ts";

export type ExtendPage = { name: string; today: Day; netMinutes: number; lots: ExtendableLot[] };

export type ExtendRefusal = LedgerRefusal | "no-such-block" | "not-later";
/** `lotId` is the correction block with the minutes; `revivedMinutes` of them had expired before. */
export type Extended = { minutes: number; lotId: number; revivedMinutes: number };
export type Extending = { clientId: string; key: string; lotId: number; validUntil: Day; reason: string };

/** The blocks of a client that can be extended, those that expire first on top. */
export function getExtendPage(scope: StaffScope, clientId: string): Promise<ExtendPage> {
  const at = now();
  return readInScope(scope, async (tx) => {
    const { name, today, netMinutes } = await findStanding(tx, clientId, at);
    return { name, today, netMinutes, lots: await listExtendable(tx, clientId, at) };
  });
}

/** Gives what is left of a block, expired or not, a later last day: by a new op and a correction block, never an edit. Once a form key. */
export async function extendHours(
  scope: StaffScope,
  extending: Extending,
): Promise<Result<Extended, ExtendRefusal>> {
  try {
    return await refusedByLedger<Result<Extended, ExtendRefusal>>(() =>
      inScope(scope, (tx) => extend(tx, scope, extending)),
    );
  } catch (error) {
    if (sqlStateOf(error) === "TG006") return refuse("no-such-block");
    throw error;
  }
}

async function extend(
  tx: Tx,
  scope: StaffScope,
  { clientId, key, lotId, validUntil, reason }: Extending,
): Promise<Result<Extended, ExtendRefusal>> {
  const at = now();
  const { zone, today } = await findStanding(tx, clientId, at);
  const lot = (await listExtendable(tx, clientId, at)).find((one) => one.lotId === lotId);
  if (lot && (validUntil <= lot.lastDay || validUntil < today)) return refuse("not-later");
  const expiresAt = endOfLastDay(zone, validUntil, at);
  const act = await extendBlock(tx, {
    clientId,
    key,
    lotId,
    expiresAt,
    reason,
    at,
    actor: ledgerActor(scope),
  });
  const revivedMinutes = lot?.lapsedMinutes ?? 0;
  if (!act.isNew) return ok({ ...act, revivedMinutes });
  const { netMinutes } = await findStanding(tx, clientId, at);
  await notifyBuyers(tx, clientId, key, (common) => ({
    template: "hours-adjusted",
    props: {
      ...common,
      kind: "extended",
      minutes: act.minutes,
      reason,
      block: act.lotId,
      extendedBlock: lotId,
      revivedMinutes,
      lastDay: validUntil,
      balanceMinutes: netMinutes,
      url: ledgerUrl(),
    },
  }));
  await appendAudit(tx, scope, {
    action: "hours.extended",
    target: `client:${clientId}`,
    clientId,
    detail: { lot: lotId, into: act.lotId, minutes: act.minutes, validUntil, reason },
  });
  return ok({ ...act, revivedMinutes });
}
