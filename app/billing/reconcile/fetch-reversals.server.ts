import type Stripe from "stripe";

import { stripe } from "#app/billing/stripe.server.ts";
import type { InvoiceStanding, Reversal } from "#app/billing/rules/reversal.ts";

import type { LedgerPayment } from "./payment-store.server.ts";

/** What Stripe says now of a payment's invoice, and of all that takes money back from it. */
export type ReversalTruth = { invoice: InvoiceStanding | null; reversals: Reversal[] };

/** Fetches the present truth about a payment: never what an event said. */
export async function fetchReversals({
  paymentIntent,
  invoice: invoiceId,
}: Pick<LedgerPayment, "paymentIntent" | "invoice">): Promise<ReversalTruth> {
  const invoice = invoiceId ? await stripe().invoices.retrieve(invoiceId, { expand: ["payments"] }) : null;
  const intents = new Set([paymentIntent, ...intentsOf(invoice)].filter((id) => id?.startsWith("pi_")));
  const reversals: Reversal[] = [];
  for (const intent of intents) reversals.push(...(await ofIntent(intent ?? "")));
  if (invoiceId) reversals.push(...(await creditsOf(invoiceId)));
  return { invoice: invoice && { status: invoice.status, paidMinor: invoice.amount_paid }, reversals };
}

/** The payment intents that paid an invoice, in whole or in part. */
export function intentsOf(invoice: Stripe.Invoice | null): string[] {
  return (invoice?.payments?.data ?? []).flatMap(({ payment }) =>
    payment.payment_intent ? [idOf(payment.payment_intent)] : [],
  );
}

async function ofIntent(intent: string): Promise<Reversal[]> {
  const found: Reversal[] = [];
  for await (const refund of stripe().refunds.list({ payment_intent: intent, limit: 100 }))
    found.push(readRefund(refund));
  for await (const dispute of stripe().disputes.list({ payment_intent: intent, limit: 100 }))
    found.push(readDispute(dispute));
  return found;
}

async function creditsOf(invoice: string): Promise<Reversal[]> {
  const found: Reversal[] = [];
  for await (const note of stripe().creditNotes.list({ invoice, limit: 100 })) found.push(readCredit(note));
  return found.filter(({ amountMinor }) => amountMinor > 0);
}

/** A refund as we keep it. */
export function readRefund(refund: Stripe.Refund): Reversal {
  return {
    stripeId: refund.id,
    kind: "refund",
    amountMinor: refund.amount,
    state: refund.status ?? "pending",
    reason: refund.failure_reason ?? refund.reason,
    dueAt: null,
    openedAt: instant(refund.created),
  };
}

/** A dispute as we keep it. */
export function readDispute(dispute: Stripe.Dispute): Reversal {
  const due = dispute.evidence_details.due_by;
  return {
    stripeId: dispute.id,
    kind: "dispute",
    amountMinor: dispute.amount,
    state: dispute.status,
    reason: dispute.reason,
    dueAt: due ? instant(due) : null,
    openedAt: instant(dispute.created),
  };
}

/** Of a credit note the part that is no refund of Stripe's: never to be paid, paid back elsewhere, or kept for the client. */
export function readCredit(note: Stripe.CreditNote): Reversal {
  const refunded = note.refunds.reduce((sum, one) => sum + one.amount_refunded, 0);
  return {
    stripeId: note.id,
    kind: "credit",
    amountMinor: Math.max(0, note.pre_payment_amount + note.post_payment_amount - refunded),
    state: note.status,
    reason: note.reason,
    dueAt: null,
    openedAt: instant(note.created),
  };
}

const instant = (seconds: number): Date => new Date(seconds * 1000);

function idOf(value: { id: string } | string): string {
  return typeof value === "string" ? value : value.id;
}
