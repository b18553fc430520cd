import type Stripe from "stripe";

import { m } from "#app/platform/generated/i18n/messages.js";
import { env } from "#app/platform/env.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

import type { Order } from "./order.ts";
import type { Seller } from "#app/clients/parties-store.server.ts";
import { stripe, whileSomebodyWaits } from "./stripe.server.ts";
import { vatNote } from "./vat-note.ts";

type Wanted = {
  order: Order;
  seller: Seller;
  customerId: string;
  taxRateId: string | null;
  locale: Locale;
};

// The payment methods for orders in euro; Stripe offers those of them that are on in its dashboard.
const methods = ["card", "ideal", "bancontact", "sepa_debit"] as const;

/** Opens the checkout of an order at Stripe; the same attempt always gives the same session. */
export function createSession(wanted: Wanted): Promise<Stripe.Checkout.Session> {
  const { order } = wanted;
  return stripe().checkout.sessions.create(sessionParams(wanted), {
    ...whileSomebodyWaits,
    idempotencyKey: `checkout:${order.id}:${order.attempt}`,
  });
}

function sessionParams({
  order,
  seller,
  customerId,
  taxRateId,
  locale,
}: Wanted): Stripe.Checkout.SessionCreateParams {
  const metadata = { orderId: order.id, clientId: order.clientId };
  const hours = order.minutes / 60;
  const words = { locale };
  return {
    mode: "payment",
    customer: customerId,
    client_reference_id: order.id,
    locale,
    line_items: [
      {
        quantity: hours,
        price_data: {
          currency: order.currency.toLowerCase(),
          unit_amount: order.pricePerHourMinor,
          tax_behavior: "exclusive",
          product_data: { name: m.billing_invoice_line({ hours }, words) },
        },
        ...(taxRateId ? { tax_rates: [taxRateId] } : {}),
      },
    ],
    allowed_payment_method_types: order.currency === "EUR" ? [...methods] : ["card"],
    // The order's VAT follows from the details that the buyer confirmed here, so Stripe's page may not change them.
    billing_address_collection: "auto",
    invoice_creation: { enabled: true, invoice_data: invoiceWords(order, seller, locale) },
    payment_intent_data: {
      metadata,
      description: m.billing_invoice_description({ number: order.number, hours }, words),
    },
    metadata,
    success_url: `${env().origin}/buy/return?session_id={CHECKOUT_SESSION_ID}`,
    cancel_url: `${env().origin}/buy/return?cancelled=${order.id}`,
  };
}

/** The texts and metadata of an order's invoice, in the buyer's language. */
export function invoiceWords(order: Order, seller: Seller, locale: Locale) {
  const words = { locale };
  const note = vatNote(order.vatKind, seller.country, locale);
  const company = [seller.legalName, seller.vatNumber, seller.companyNumber]
    .filter((part) => part)
    .join(" · ");
  return {
    metadata: { orderId: order.id, clientId: order.clientId },
    description: order.coversMonth
      ? m.overage_invoice_description({ number: order.number }, words)
      : m.billing_invoice_description({ number: order.number, hours: order.minutes / 60 }, words),
    custom_fields: [{ name: m.billing_invoice_order({}, words), value: String(order.number) }],
    footer: note ? `${note}\n${company}` : company,
  };
}
