import type Stripe from "stripe";

import { orderNoted, readInvoice, type InvoiceFacts } from "#app/billing/checkout-truth.server.ts";
import type { Order } from "#app/billing/order.ts";
import type { InvoicePayment, InvoiceTruth } from "#app/billing/rules/topup-step.ts";
import { stripe } from "#app/billing/stripe.server.ts";

/** A top-up's invoice as Stripe shows it now. */
export type SeenInvoice = {
  /** What nextStep decides by. */
  truth: InvoiceTruth;
  /** What the order keeps of it. */
  facts: InvoiceFacts;
  paidIntent: string | null;
  /** The payment that `truth.payment` is about, and the method that it is made with as far as Stripe shows one. */
  latest: { intentId: string; methodId: string | null } | null;
  currency: string;
  totalMinor: number;
  paidMinor: number;
  customerId: string | null;
  dueAt: Date | null;
};

/** Options of every call for a top-up: with its one retry it ends within half a minute, before the claim does. */
export const inTheBackground = { timeout: 14_000, maxNetworkRetries: 1 } as const;

/** What to expand of an invoice to see its payments. */
export const invoicePayments = ["payments.data.payment.payment_intent"];

/** Fetches the invoice that an attempt is tied to. */
export async function fetchInvoice(
  id: string,
  order: Order,
  customerId: string | null,
): Promise<SeenInvoice> {
  return readSeen(
    await stripe().invoices.retrieve(id, { expand: invoicePayments }, inTheBackground),
    order,
    customerId,
  );
}

/** Finds the invoice that names the order in its metadata: of several a paid one, else an open one, else the oldest. */
export async function findInvoice(order: Order, customerId: string): Promise<SeenInvoice | null> {
  const found: Stripe.Invoice[] = [];
  const since = Math.floor(order.createdAt.getTime() / 1000) - 86_400;
  for await (const invoice of stripe().invoices.list(
    { customer: customerId, created: { gte: since }, limit: 100 },
    inTheBackground,
  )) {
    if (orderNoted(invoice.metadata)?.id === order.id) found.push(invoice);
  }
  const [best] = found.sort((a, b) => rank(b) - rank(a) || a.created - b.created);
  return best ? fetchInvoice(best.id, order, customerId) : null;
}

/** Reads an invoice as a top-up needs it. */
export function readSeen(invoice: Stripe.Invoice, order: Order, customerId: string | null): SeenInvoice {
  const owner = typeof invoice.customer === "string" ? invoice.customer : (invoice.customer?.id ?? null);
  const fits =
    invoice.total === order.grossMinor &&
    invoice.currency === order.currency.toLowerCase() &&
    owner === customerId;
  const intents = intentsIn(invoice);
  const latest = latestOf(intents);
  return {
    truth: {
      id: invoice.id,
      status: statusOf(invoice),
      lines: invoice.lines.data.length,
      fits,
      payment: paymentOf(latest),
    },
    facts: readInvoice(invoice),
    paidIntent: intents.find((one) => one.status === "succeeded")?.id ?? null,
    latest: latest && { intentId: latest.id, methodId: methodIdOf(latest) },
    currency: invoice.currency,
    totalMinor: invoice.total,
    paidMinor: invoice.amount_paid,
    customerId: owner,
    dueAt: invoice.due_date ? new Date(invoice.due_date * 1000) : null,
  };
}

/** How the latest payment of an invoice stands; the invoice was fetched with its payments (`invoicePayments`). */
export function latestPayment(invoice: Stripe.Invoice): InvoicePayment {
  return paymentOf(latestOf(intentsIn(invoice)));
}

function intentsIn(invoice: Stripe.Invoice): Stripe.PaymentIntent[] {
  return (invoice.payments?.data ?? [])
    .map(({ payment }) => payment.payment_intent)
    .filter((one) => typeof one === "object");
}

/** How a payment was made: card, sepa_debit, ideal; null when Stripe shows no charge. */
export async function methodTypeOf(intentId: string | null): Promise<string | null> {
  return (await readPayment(intentId)).methodType;
}

/** How a payment was made, and whether it was refunded in full. */
export async function readPayment(
  intentId: string | null,
): Promise<{ methodType: string | null; isRefunded: boolean }> {
  if (intentId === null) return { methodType: null, isRefunded: false };
  const { latest_charge: charge } = await stripe().paymentIntents.retrieve(
    intentId,
    { expand: ["latest_charge"] },
    inTheBackground,
  );
  if (!charge || typeof charge === "string") return { methodType: null, isRefunded: false };
  return { methodType: charge.payment_method_details?.type ?? null, isRefunded: charge.refunded };
}

function rank({ status }: Stripe.Invoice): number {
  return status === "paid" ? 2 : status === "open" ? 1 : 0;
}

function statusOf({ status }: Stripe.Invoice): InvoiceTruth["status"] {
  const known = (["open", "paid", "void", "uncollectible"] as const).find((one) => one === status);
  return known ?? "draft";
}

/** The payment under way, if there is one; else the latest. */
function latestOf(intents: Stripe.PaymentIntent[]): Stripe.PaymentIntent | null {
  const [last] = [...intents].sort((a, b) => b.created - a.created);
  return intents.find((one) => one.status === "processing") ?? last ?? null;
}

/** The method's id; a failed payment has it in its error only. */
function methodIdOf({
  payment_method: method,
  last_payment_error: error,
}: Stripe.PaymentIntent): string | null {
  return (typeof method === "string" ? method : method?.id) ?? error?.payment_method?.id ?? null;
}

function paymentOf(last: Stripe.PaymentIntent | null): InvoicePayment {
  if (last?.status === "processing") return { status: "processing", code: null };
  if (last?.status === "requires_action") return { status: "requires_action", code: null };
  const error = last?.last_payment_error;
  return error
    ? { status: "failed", code: error.decline_code ?? error.code ?? "declined" }
    : { status: "none", code: null };
}
