import { randomUUID } from "node:crypto";

import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { day as readDay, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { lastDayUndone, type Charge } from "./rules/charge.ts";
import { firstDayOf, monthOf } from "./rules/month.ts";
import { firstMonthOf, invoicedFrom } from "./rules/open-months.ts";
import {
  appendCharge,
  listCharges,
  listChargesOf,
  setChargeEnd,
  setChargeStart,
  withdrawCharge,
} from "./store/charge-store.server.ts";
import { listContracts, listMakingDays } from "./store/contract-store.server.ts";
import { listClosedMonths } from "./store/month-store.server.ts";

type Actor = StaffScope | "system";

/** What a completed request costs: its own prices as they were approved, minor units without VAT; 0 is none. */
export type RequestPrice = {
  clientId: string;
  requestId: string;
  number: number;
  title: string;
  currency: string;
  onceMinor: number;
  monthlyMinor: number;
};

/**
 * Puts what a request costs on its client's months from a day on, inside a transaction that holds the client's lock: the month's count
 * takes it in, and where that month is closed the next one does. Done again, it is done once.
 */
export async function chargeRequestInside(
  tx: Tx,
  actor: Actor,
  { onceMinor, monthlyMinor, ...request }: RequestPrice,
  { on, zone }: { on: Day; zone: string },
): Promise<void> {
  if (onceMinor + monthlyMinor === 0) return;
  const startsOn = await firstDayInvoiced(tx, request.clientId, { on, zone });
  const parts = [
    { part: "once" as const, amountMinor: onceMinor },
    { part: "monthly" as const, amountMinor: monthlyMinor },
  ].filter(({ amountMinor }) => amountMinor > 0);
  for (const { part, amountMinor } of parts) {
    const madeBy = actor === "system" ? null : actor.userId;
    const charge = { ...request, part, amountMinor, startsOn, madeBy };
    if (await appendCharge(tx, { ...charge, id: randomUUID() }))
      await appendAudit(tx, actor, {
        action: part === "once" ? "contract.request-charged" : "contract.request-charged-monthly",
        target: `request:${request.number}`,
        clientId: request.clientId,
        detail: { amountMinor, from: startsOn },
      });
  }
}

/** The day from which an amount is on an invoice from here: before the first month is closed, none before that of the contracts, since those were invoiced elsewhere. */
async function firstDayInvoiced(
  tx: Tx,
  clientId: string,
  { on, zone }: { on: Day; zone: string },
): Promise<Day> {
  const closed = await listClosedMonths(tx, clientId);
  if (closed.length > 0) return invoicedFrom(on, closed);
  const madeOn = await listMakingDays(tx, clientId, zone);
  const [first] = (await listContracts(tx, clientId)).map((one) => firstMonthOf(one, madeOn)).sort();
  return first !== undefined && monthOf(on) < first ? firstDayOf(first) : on;
}

/**
 * Moves amounts out of months that a contract shows to be invoiced elsewhere, when it is entered later than they: before the client's first
 * month is closed, one in a month of the contract before its first here goes on that first month. An amount a month that ended before it is
 * taken back. The caller holds the client's lock.
 */
export async function moveChargesInside(
  tx: Tx,
  actor: Actor,
  { clientId, contractId, zone }: { clientId: string; contractId: string; zone: string },
): Promise<void> {
  const charges = await listCharges(tx, clientId, earliest);
  if (charges.length === 0 || (await listClosedMonths(tx, clientId)).length > 0) return;
  const contract = (await listContracts(tx, clientId)).find(({ id }) => id === contractId);
  if (!contract) return;
  const first = firstDayOf(firstMonthOf(contract, await listMakingDays(tx, clientId, zone)));
  for (const charge of charges) {
    const isElsewhere = charge.startsOn < first && monthOf(charge.startsOn) >= monthOf(contract.startsOn);
    if (!isElsewhere) continue;
    if (charge.endsOn !== null && charge.endsOn < first) {
      await endInside(tx, actor, { clientId, charge, endsOn: null, causeId: null });
      continue;
    }
    await setChargeStart(tx, { clientId, id: charge.id }, first);
    await appendAudit(tx, actor, {
      action: "contract.charge-moved",
      target: `request:${charge.number}`,
      clientId,
      detail: { amountMinor: charge.amountMinor, from: first },
    });
  }
}

const earliest = readDay("2000-01-01");

/**
 * Takes back what a request cost, on the day on which what it did is undone: what was charged once is not charged, and an amount a month
 * ends the day before. A closed month is put right by a correction. The caller holds the client's lock; done again, it changes nothing.
 */
export async function undoChargeInside(
  tx: Tx,
  actor: Actor,
  { clientId, requestId }: { clientId: string; requestId: string },
  on: Day,
): Promise<void> {
  for (const charge of await listChargesOf(tx, clientId, requestId))
    await endInside(tx, actor, { clientId, charge, endsOn: lastDayUndone(charge, on), causeId: null });
}

/** Ends an amount a month after a last day, or (null) takes the amount back; one that ends earlier stays as it is. */
export async function endInside(
  tx: Tx,
  actor: Actor,
  {
    clientId,
    charge,
    endsOn,
    causeId,
  }: { clientId: string; charge: Charge; endsOn: Day | null; causeId: string | null },
): Promise<void> {
  const by = actor === "system" ? null : actor.userId;
  const key = { clientId, id: charge.id };
  if (endsOn === null) {
    if (!(await withdrawCharge(tx, key, { by, causeId }))) return;
  } else {
    if (charge.endsOn !== null && charge.endsOn <= endsOn) return;
    await setChargeEnd(tx, key, { endsOn, ownEndsOn: causeId === null ? null : charge.endsOn, by, causeId });
  }
  await appendAudit(tx, actor, {
    action: endsOn === null ? "contract.charge-withdrawn" : "contract.charge-ended",
    target: `request:${charge.number}`,
    clientId,
    detail: { amountMinor: charge.amountMinor, ...(endsOn === null ? {} : { until: endsOn }) },
  });
}
