import type Stripe from "stripe";

import { orderNoted } from "#app/billing/checkout-truth.server.ts";
import type { InvoiceStanding, Reversal } from "#app/billing/rules/reversal.ts";
import { stripe } from "#app/billing/stripe.server.ts";

import { intentsOf, readCredit, readDispute, readRefund } from "./fetch-reversals.server.ts";

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

/** All that Stripe says of our payments now, gathered in a few long lists. */
export type StripeRecords = {
  payments: StripePayment[];
  succeeded: Set<string>;
  invoices: Map<string, InvoiceStanding & { intents: string[] }>;
  /** By payment intent, and by invoice. */
  reversals: Map<string, Reversal[]>;
};

/** Reads Stripe's records; nothing is written. */
export async function readStripeRecords(): Promise<StripeRecords> {
  const records: StripeRecords = {
    payments: [],
    succeeded: new Set(),
    invoices: new Map(),
    reversals: new Map(),
  };
  for await (const intent of stripe().paymentIntents.list({ limit: 100 })) readIntent(records, intent);
  for await (const invoice of stripe().invoices.list({ limit: 100, expand: ["data.payments"] }))
    readPaper(records, invoice);
  for await (const refund of stripe().refunds.list({ limit: 100 }))
    keep(records, refund.payment_intent, readRefund(refund));
  for await (const dispute of stripe().disputes.list({ limit: 100 }))
    keep(records, dispute.payment_intent, readDispute(dispute));
  for await (const note of stripe().creditNotes.list({ limit: 100 }))
    keep(records, note.invoice, readCredit(note));
  return records;
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
