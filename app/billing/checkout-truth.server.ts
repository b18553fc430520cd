import type Stripe from "stripe";

import type { InvoiceSays } from "./rules/invoice-match.ts";
import { sessionOutcome, type SessionOutcome } from "./rules/session-outcome.ts";
import { stripe } from "./stripe.server.ts";

/** An invoice as Stripe shows it now. */
export type InvoiceFacts = {
  id: string;
  number: string | null;
  url: string | null;
  pdf: string | null;
  /** Void, or credited in full: nothing of it is owed or charged any more. */
  isVoid: boolean;
  /** What it says of buyer and amounts; null for a draft, which can still change. */
  says: InvoiceSays | null;
};

/** What Stripe says now about one checkout. */
export type CheckoutTruth = {
  checkoutId: string;
  /** The order it was opened for, from its metadata; null when it is none of this installation. */
  order: { clientId: string; id: string } | null;
  outcome: SessionOutcome;
  currency: string | null;
  amountMinor: number | null;
  customerId: string | null;
  /** The payment, by which hours are credited once; null until somebody tried to pay. */
  paymentIntent: string | null;
  /** card, ideal, bancontact, sepa_debit; null when not known yet. */
  method: string | null;
  /** Stripe's code for why it failed, such as `insufficient_funds`. */
  failure: string | null;
  /** The payment was refunded in full already. */
  isRefunded: boolean;
  invoice: InvoiceFacts | null;
};

/** Fetches what Stripe says now of a checkout, its payment and its invoice. */
export async function fetchCheckout(checkoutId: string): Promise<CheckoutTruth> {
  const session = await stripe().checkout.sessions.retrieve(checkoutId, {
    expand: ["payment_intent.latest_charge", "invoice"],
  });
  const intent = expanded(session.payment_intent);
  const charge = expanded(intent?.latest_charge);
  const invoice = expanded(session.invoice);
  return {
    checkoutId: session.id,
    order: orderNoted(session.metadata),
    outcome: sessionOutcome({
      status: session.status,
      paymentStatus: session.payment_status,
      intentStatus: intent?.status ?? null,
    }),
    currency: session.currency,
    amountMinor: session.amount_total,
    customerId: idOf(session.customer),
    paymentIntent: idOf(session.payment_intent),
    method: charge?.payment_method_details?.type ?? null,
    isRefunded: charge?.refunded ?? false,
    failure: intent?.last_payment_error?.code ?? charge?.failure_code ?? null,
    invoice: invoice ? readInvoice(invoice) : null,
  };
}

/** What an order keeps of its invoice. */
export function readInvoice(invoice: Stripe.Invoice): InvoiceFacts {
  return {
    id: invoice.id,
    number: invoice.number,
    url: invoice.hosted_invoice_url ?? null,
    pdf: invoice.invoice_pdf ?? null,
    isVoid: invoice.status === "void" || isCreditedWhole(invoice),
    says: invoice.status === "draft" ? null : readSays(invoice),
  };
}

function isCreditedWhole(invoice: Stripe.Invoice): boolean {
  const credited = invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount;
  return invoice.total > 0 && credited >= invoice.total;
}

function readSays(invoice: Stripe.Invoice): InvoiceSays {
  const address = invoice.customer_address;
  return {
    currency: invoice.currency,
    totalMinor: invoice.total,
    vatMinor: (invoice.total_taxes ?? []).reduce((sum, tax) => sum + tax.amount, 0),
    name: invoice.customer_name,
    line1: address?.line1 ?? null,
    postalCode: address?.postal_code ?? null,
    city: address?.city ?? null,
    country: address?.country ?? null,
    vatNumbers: (invoice.customer_tax_ids ?? []).flatMap(({ type, value }) =>
      type === "eu_vat" && value ? [value] : [],
    ),
    isReverseCharge: invoice.customer_tax_exempt === "reverse",
  };
}

/** The order that the metadata of a thing at Stripe names; null for things of other systems. */
export function orderNoted(metadata: Stripe.Metadata | null): { clientId: string; id: string } | null {
  const { orderId, clientId } = metadata ?? {};
  return isUuid(orderId) && isUuid(clientId) ? { id: orderId, clientId } : null;
}

function isUuid(value: string | undefined): value is string {
  return value !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

function expanded<T extends { id: string }>(value: T | string | null | undefined): T | null {
  return typeof value === "object" ? value : null;
}

function idOf(value: { id: string } | string | null): string | null {
  return typeof value === "string" ? value : (value?.id ?? null);
}
