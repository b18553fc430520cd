import type Stripe from "stripe";

import { orderNoted } from "#app/billing/checkout-truth.server.ts";
import type { InvoiceStanding, Reversal } from "#app/billing/rules/reversal.ts";
import { isStale, stripe } from "#app/billing/stripe.server.ts";

import { fetchReversals, intentsOf, readCredit, readDispute, readRefund } from "./fetch-reversals.server.ts";
import type { BookedPayment } from "#app/billing/reconcile/compared-store.server.ts";

/** One payment that Stripe has and that bears our order's id; minor units with VAT. */
export type StripePayment = {
  name: string;
  clientId: string;
  orderId: string;
  paymentIntent: string | null;
  invoice: string | null;
  amountMinor: number;
  currency: string;
};

/** What Stripe says of our payments now. */
export type StripeRecords = {
  payments: StripePayment[];
  succeeded: Set<string>;
  invoices: Map<string, InvoiceStanding & { intents: string[] }>;
  /** By payment intent, and by invoice. */
  reversals: Map<string, Reversal[]>;
};

/** From when to when something was made at Stripe; all of it where there is none. */
export type Window = { from: Date; to: Date };

/** Reads what Stripe made within a window, and the payments of these names (`pi_...`, `in_...`) whenever they were made. Nothing is written. */
export async function readStripeRecords(
  window: Window | null,
  names: Iterable<string>,
): Promise<StripeRecords> {
  const records: StripeRecords = {
    payments: [],
    succeeded: new Set(),
    invoices: new Map(),
    reversals: new Map(),
  };
  const page = { limit: 100, ...(window ? { created: secondsOf(window) } : {}) };
  for await (const intent of stripe().paymentIntents.list(page)) readIntent(records, intent);
  for await (const invoice of stripe().invoices.list({ ...page, expand: ["data.payments"] }))
    readPaper(records, invoice);
  for await (const refund of stripe().refunds.list(page))
    keep(records, refund.payment_intent, readRefund(refund));
  for await (const dispute of stripe().disputes.list(page))
    keep(records, dispute.payment_intent, readDispute(dispute));
  for await (const note of stripe().creditNotes.list(page)) keep(records, note.invoice, readCredit(note));
  if (window) for (const name of names) await readNamed(records, name);
  return records;
}

const secondsOf = ({ from, to }: Window) => ({
  gte: Math.floor(from.getTime() / 1000),
  lte: Math.ceil(to.getTime() / 1000),
});

/** Reads one payment, made at another time; one that Stripe does not know is none. */
async function readNamed(records: StripeRecords, name: string): Promise<void> {
  if (records.invoices.has(name) || records.payments.some((one) => one.name === name)) return;
  try {
    if (name.startsWith("in_"))
      readPaper(records, await stripe().invoices.retrieve(name, { expand: ["payments"] }));
    if (name.startsWith("pi_")) readIntent(records, await stripe().paymentIntents.retrieve(name));
  } catch (error) {
    if (!isStale(error)) throw error;
  }
}

/** Reads in whole what Stripe says of one payment of the ledger, instead of what a window showed of it. */
export async function readWhole(
  records: StripeRecords,
  { paymentIntent, invoice }: Pick<BookedPayment, "paymentIntent" | "invoice">,
): Promise<void> {
  for (const name of [paymentIntent, invoice]) if (name) await readNamed(records, name);
  const known = [paymentIntent, invoice && records.invoices.has(invoice) ? invoice : null];
  const intents = invoice ? (records.invoices.get(invoice)?.intents ?? []) : [];
  for (const name of [...known, ...intents]) if (name) records.reversals.delete(name);
  const { reversals } = await fetchReversals({
    paymentIntent,
    invoice: invoice !== null && records.invoices.has(invoice) ? invoice : null,
  });
  const holder = paymentIntent ?? invoice;
  if (holder) records.reversals.set(holder, reversals);
}

function readIntent(records: StripeRecords, intent: Stripe.PaymentIntent): void {
  if (intent.status !== "succeeded") return;
  records.succeeded.add(intent.id);
  const order = orderNoted(intent.metadata);
  if (order)
    records.payments.push({
      name: intent.id,
      clientId: order.clientId,
      orderId: order.id,
      paymentIntent: intent.id,
      invoice: null,
      amountMinor: intent.amount_received,
      currency: intent.currency,
    });
}

function readPaper(records: StripeRecords, invoice: Stripe.Invoice): void {
  records.invoices.set(invoice.id, {
    status: invoice.status,
    paidMinor: invoice.amount_paid,
    intents: intentsOf(invoice),
  });
  const order = orderNoted(invoice.metadata);
  if (!order || invoice.status !== "paid" || invoice.amount_paid === 0) return;
  records.payments.push({
    name: invoice.id,
    clientId: order.clientId,
    orderId: order.id,
    paymentIntent: null,
    invoice: invoice.id,
    amountMinor: invoice.total,
    currency: invoice.currency,
  });
}

function keep({ reversals }: StripeRecords, of: { id: string } | string | null, one: Reversal): void {
  const name = typeof of === "string" ? of : of?.id;
  if (name) reversals.set(name, [...(reversals.get(name) ?? []), one]);
}
