import { findClient, lockClient } from "#app/clients/client-store.server.ts";
import { lockUnpaidMinutes, payUnpaidWork } from "#app/hours/ledger-conversion.server.ts";
import type { VatDecision } from "#app/clients/rules/vat.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { countClientMonth } from "./count-client.server.ts";
import type { DraftLine } from "./rules/draft.ts";
import { findHoursLine } from "./rules/hours-line.ts";
import { earlierVat, givesBackOtherVat, type VatFacts } from "./rules/vat-differs.ts";
import { addToMonth, lastDayOf, type Month } from "./rules/month.ts";
import { findMonthBefore } from "./rules/open-months.ts";
import { listMakingDays } from "./store/contract-store.server.ts";
import { listUnpaidWork } from "./store/hours-store.server.ts";
import {
  appendAdjustment,
  appendMonth,
  findAdjustment,
  findClosedMonth,
  findLastClosedMonth,
  listAdded,
  listAdjustedMonths,
  listMonthVat,
  withdrawAdjustment,
} from "./store/month-store.server.ts";

export type MonthRefusal =
  | "month-not-over"
  | "month-before-open"
  | "month-closed"
  | "nothing-to-close"
  | "draft-changed"
  | "vat-differs"
  | "hours-frozen"
  | "conversion-credit";

/**
 * Closes a month of a client inside a transaction that holds the client's lock: what was counted is kept for good. `seenMinor` is
 * the total that the closer read: where it is another one by now, nothing is closed. Closed twice, it is closed once.
 */
export async function closeMonthInside(
  tx: Tx,
  scope: StaffScope,
  asked: {
    clientId: string;
    month: Month;
    seenMinor: number | null;
    currency: string;
    zone: string;
    vat: InvoiceVat;
  },
): Promise<Result<{ totalMinor: number }, MonthRefusal>> {
  const { clientId, month, seenMinor } = asked;
  const known = await findClosedMonth(tx, clientId, month);
  if (known) return ok({ totalMinor: known.totalMinor });
  if (dayIn(asked.zone, now()) <= lastDayOf(month)) return refuse("month-not-over");
  const lastClosed = await findLastClosedMonth(tx, clientId);
  if (lastClosed !== null && month < lastClosed) return refuse("month-closed");
  // Before anything is counted: what no hours have paid by now is paid by this month's invoice alone.
  const unpaid = await lockUnpaidMinutes(tx, clientId, lastDayOf(month));
  const { draft, contracts, charges } = await countClientMonth(tx, clientId, month);
  // A month in between without a line has nothing to close.
  const madeOn =
    lastClosed === null ? await listMakingDays(tx, clientId, asked.zone) : new Map<string, Day>();
  const adjusted = await listAdjustedMonths(tx, clientId);
  const work = await listUnpaidWork(tx, [clientId], lastDayOf(month));
  if (findMonthBefore({ month, lastClosed, contracts, charges, madeOn, adjusted, work }))
    return refuse("month-before-open");
  if (draft.lines.length === 0) return refuse("nothing-to-close");
  if (seenMinor !== null && seenMinor !== draft.totalMinor) return refuse("draft-changed");
  if (await isOtherVat(tx, asked, draft.lines)) return refuse("vat-differs");
  const hours = draft.lines.find(({ detail }) => detail.kind === "hours");
  if (hours?.detail.kind === "hours") {
    if (unpaid === null) return refuse("hours-frozen");
    const { minutes, includedMinutes } = hours.detail;
    await payUnpaidWork(tx, {
      clientId,
      month,
      lastDay: findHoursLine(contracts, month)?.until ?? lastDayOf(month),
      paid: { minutes: minutes - includedMinutes, priceMinor: hours.amountMinor },
      includedMinutes,
      currency: asked.currency,
    });
  }
  const { currency } = asked;
  await appendMonth(tx, { clientId, closedBy: scope.userId, currency, vat: asked.vat.present }, draft);
  await appendAudit(tx, scope, {
    action: "contract.month-closed",
    target: `client:${clientId}`,
    clientId,
    detail: { month, amountMinor: draft.totalMinor },
  });
  return ok({ totalMinor: draft.totalMinor });
}

/** The VAT of a month's invoice as things are, and that of the invoices of earlier months that stand. */
export type InvoiceVat = Pick<VatFacts, "present" | "invoiced">;

/** Tells whether a month gives back an amount that was charged with another VAT than its invoice would bear. */
async function isOtherVat(
  tx: Tx,
  asked: { clientId: string; month: Month; vat: InvoiceVat },
  lines: readonly DraftLine[],
): Promise<boolean> {
  return givesBackOtherVat(lines, await vatFacts(tx, asked));
}

async function vatFacts(
  tx: Tx,
  { clientId, month, vat }: { clientId: string; month: Month; vat: InvoiceVat },
): Promise<VatFacts> {
  return {
    ...vat,
    carried: await listMonthVat(tx, clientId),
    added: await listAdded(tx, clientId, month),
  };
}

/** The VAT of a closed month's invoice: `present`, or where the month gives back other VAT than that, the `earlier` one with which it can go out; null where none fits. */
export async function vatOfClosed(
  tx: Tx,
  asked: { clientId: string; month: Month; vat: InvoiceVat },
  lines: readonly DraftLine[],
): Promise<{ present: VatDecision } | { earlier: VatDecision | null }> {
  const facts = await vatFacts(tx, asked);
  if (!givesBackOtherVat(lines, facts)) return { present: facts.present };
  return { earlier: earlierVat(lines, facts, facts.carried.get(asked.month) ?? null) };
}

/**
 * Puts an amount on the first month of a client that is open, from `month` on, inside a transaction that holds the client's lock: once
 * an id. Below 0 it comes off, and what a month can't take goes on the next ones. Minor units without VAT; `vat` is that with which a
 * conversion promised its credit, null for an amount that finance can take away again.
 */
export async function adjustOpenMonthInside(
  tx: Tx,
  actor: StaffScope | "system",
  asked: {
    clientId: string;
    id: string;
    month: Month;
    amountMinor: number;
    reason: string;
    madeBy: string;
    vat: VatDecision | null;
  },
): Promise<void> {
  const { clientId } = asked;
  const lastClosed = await findLastClosedMonth(tx, clientId);
  const month = lastClosed !== null && lastClosed >= asked.month ? addToMonth(lastClosed, 1) : asked.month;
  await adjust(tx, actor, { ...asked, month, ofConversion: asked.vat !== null });
}

/** Finance adds an amount to a month that is open, or takes one off, with a reason that the client reads; an ended client's too. Sent twice, it is one. */
export function adjustMonth(
  scope: StaffScope,
  asked: { clientId: string; id: string; month: Month; amountMinor: number; reason: string },
): Promise<Result<null, MonthRefusal>> {
  return inScope(scope, async (tx) => {
    const { clientId, month } = asked;
    await lockAnyClient(tx, clientId);
    if (((await findLastClosedMonth(tx, clientId)) ?? "") >= month) return refuse("month-closed");
    await adjust(tx, scope, { ...asked, madeBy: scope.userId, ofConversion: false, vat: null });
    return ok(null);
  });
}

async function adjust(
  tx: Tx,
  actor: StaffScope | "system",
  amount: Parameters<typeof appendAdjustment>[1],
): Promise<void> {
  const { clientId, month, amountMinor, reason } = amount;
  if (await appendAdjustment(tx, amount))
    await appendAudit(tx, actor, {
      action: "contract.month-adjusted",
      target: `client:${clientId}`,
      clientId,
      detail: { month, amountMinor, reason },
    });
}

/** Locks a client, also one that has ended: its last months are still to be put right. */
async function lockAnyClient(tx: Tx, clientId: string): Promise<void> {
  await lockClient(tx, clientId);
  if (!(await findClient(tx, clientId))) return notFound();
}

/** Takes an amount that finance added to a month away again while that month is open; what a conversion credits stays. */
export function removeAdjustment(
  scope: StaffScope,
  { clientId, id }: { clientId: string; id: string },
): Promise<Result<null, MonthRefusal>> {
  return inScope(scope, async (tx) => {
    await lockAnyClient(tx, clientId);
    const adjustment = (await findAdjustment(tx, clientId, id)) ?? notFound();
    const { month } = adjustment;
    if (((await findLastClosedMonth(tx, clientId)) ?? "") >= month) return refuse("month-closed");
    if (adjustment.ofConversion) return refuse("conversion-credit");
    if (await withdrawAdjustment(tx, clientId, id))
      await appendAudit(tx, scope, {
        action: "contract.adjustment-withdrawn",
        target: `client:${clientId}`,
        clientId,
        detail: { month },
      });
    return ok(null);
  });
}
