import type Stripe from "stripe";

import { closeOneTask, closeTasks, openTask } from "#app/billing/reconcile/task-store.server.ts";
import { invoicePaidBy } from "#app/billing/reconcile/find-payments.server.ts";
import { daysToPayInstead } from "#app/billing/rules/collection.ts";
import { isFinal, isOpenDispute } from "#app/billing/rules/reversal.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";

import { daysLater, writeNotCollected } from "./leave-to-pay.server.ts";
import type { MonthInvoice } from "./month-invoice.ts";
import { findMonthInvoice, lockMonthInvoice, moveMonthInvoice } from "./month-invoice-store.server.ts";
import { isPaymentEventKnown, keepPaymentEvent, listMoneyBrought } from "./payment-event-store.server.ts";
import { settleRepayment } from "./repay-month.server.ts";
import { monthNoted, syncMonthInvoice } from "./sync-month.server.ts";

/** Follows a dispute to the month's invoice whose payment it is about, if it is one's: taken back, the invoice is open again and to be paid by a page of its own; won, it is paid. */
export async function followMonthDispute(disputeId: string): Promise<void> {
  const dispute = await stripe().disputes.retrieve(disputeId);
  const { payment_intent: intent } = dispute;
  const paidBy = typeof intent === "string" ? intent : (intent?.id ?? null);
  const key = paidBy && (await monthPaidBy(paidBy));
  if (!key) return;
  // The news that it was paid, or paid again, may still be on its way.
  await syncMonthInvoice(key.clientId, key.id);
  for (const { id } of (await stripe().checkout.sessions.list({ payment_intent: paidBy })).data)
    await settleRepayment(id);
  const standing = { kind: "dispute" as const, state: dispute.status };
  await asSystem(async (tx) => {
    const invoice = await lockMonthInvoice(tx, key.clientId, key.id);
    if (!invoice) return;
    if (isOpenDispute(standing) || isFinal(standing)) await takeBack(tx, invoice, dispute);
    else if (dispute.status === "won") await bringBack(tx, invoice, dispute);
    if (isFinal(standing)) await closeTasks(tx, ["dispute"], disputeId);
  });
}

async function monthPaidBy(paymentIntent: string): Promise<{ clientId: string; id: string } | null> {
  const invoice = await invoicePaidBy(paymentIntent);
  const noted = invoice
    ? await stripe().invoices.retrieve(invoice)
    : await stripe().paymentIntents.retrieve(paymentIntent);
  return monthNoted(noted.metadata);
}

/** What the bank took is open again, once a dispute; with a credit note that may be less than the invoice. Where a payment had come twice, the one too many is gone. */
async function takeBack(
  tx: Tx,
  before: MonthInvoice,
  { id: dispute, amount }: Stripe.Dispute,
): Promise<void> {
  const { clientId, id, month, currency } = before;
  if (await isPaymentEventKnown(tx, before, "taken_back", dispute)) return;
  // A dispute that was won stays won: who read it before that comes late.
  if (await isPaymentEventKnown(tx, before, "given_back", dispute)) return;
  const openMinor = Math.min(amount, before.grossMinor);
  const detail = { month, amountMinor: openMinor, currency };
  if (await closeOneTask(tx, "paid-twice", await listMoneyBrought(tx, before))) {
    await keepPaymentEvent(tx, before, "taken_back", dispute);
    return openTask(tx, { kind: "dispute", subject: dispute, clientId, detail });
  }
  const dueAt = daysLater(daysToPayInstead);
  const isOpen = await moveMonthInvoice(tx, { clientId, id }, ["paid"], {
    ...{ state: "open", paidAt: null, paidMinor: before.grossMinor - openMinor, dueAt, overdueAt: null },
    ...{ collection: "failed", collectFailure: "disputed", dispute },
  });
  const invoice = isOpen ? await findMonthInvoice(tx, clientId, id) : null;
  if (!invoice) return;
  await keepPaymentEvent(tx, invoice, "taken_back", dispute);
  await writeNotCollected(tx, invoice, { openMinor, dueAt, failure: "disputed" });
  await openTask(tx, { kind: "dispute", subject: dispute, clientId, detail });
  // A task that a person settled before was about another debit, whatever its amount.
  await openTask(tx, { kind: "month-collect-failed", subject: id, clientId, detail: { ...detail, dispute } });
  await appendAudit(tx, "system", {
    action: "contract.invoice-disputed",
    target: `client:${clientId}`,
    clientId,
    result: "refused",
    detail: { month, openMinor },
  });
}

/** The bank gave the money back: the invoice is paid by it; where it was paid another way meanwhile, one payment is too much. */
async function bringBack(
  tx: Tx,
  invoice: MonthInvoice,
  { id: dispute, amount }: Stripe.Dispute,
): Promise<void> {
  const { clientId, id, currency, grossMinor, month } = invoice;
  await closeTasks(tx, ["dispute"], dispute);
  if (!(await keepPaymentEvent(tx, invoice, "given_back", dispute))) return;
  if (!(await isPaymentEventKnown(tx, invoice, "taken_back", dispute))) return;
  const isPaid = await moveMonthInvoice(tx, invoice, ["open"], {
    ...{ state: "paid", paidAt: now(), paidMinor: grossMinor },
  });
  if (isPaid) return closeTasks(tx, ["month-invoice-overdue", "month-collect-failed"], id);
  if (invoice.state === "paid")
    await openTask(tx, {
      kind: "paid-twice",
      subject: dispute,
      clientId,
      detail: { month, amountMinor: Math.min(amount, grossMinor), currency },
    });
}
