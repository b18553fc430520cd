import type Stripe from "stripe";

import { invoiceWords } from "#app/billing/create-session.server.ts";
import { readInvoice } from "#app/billing/checkout-truth.server.ts";
import { invoiceData } from "#app/billing/credit-payment.server.ts";
import type { Order } from "#app/billing/order.ts";
import { findBuyer, findPerson, findSeller } from "#app/clients/parties-store.server.ts";
import { findOrder, noteOnOrder } from "#app/billing/store.server.ts";
import { syncStripeCustomer } from "#app/billing/stripe-customer.server.ts";
import { findTaxRate } from "#app/billing/stripe-tax-rate.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** Gives every block that is paid in the demo data its numbered invoice, oldest first, where an offline Stripe stands by to make it. */
export async function seedInvoices(): Promise<void> {
  if (!env().stripeApiBase) return;
  const paid = await asSystem((tx) =>
    tx.blockOrder.findMany({
      where: { state: "paid", stripeInvoice: null },
      orderBy: { paidAt: "asc" },
      select: { clientId: true, id: true },
    }),
  );
  for (const { clientId, id } of paid) {
    const order = await asSystem((tx) => findOrder(tx, clientId, id));
    if (order) await invoiceOrder(order);
  }
}

async function invoiceOrder(order: Order): Promise<void> {
  const invoice = await makeInvoice(order);
  if (invoice.total !== order.grossMinor)
    throw new Error(
      `The invoice of order ${order.number} says ${invoice.total}, the order ${order.grossMinor}`,
    );
  await asSystem((tx) => noteOnOrder(tx, order, order.updatedAt, invoiceData(readInvoice(invoice))));
}

/** The invoice as Stripe's checkout makes it, dated when the order was paid; the money came another way. */
async function makeInvoice(order: Order): Promise<Stripe.Invoice> {
  const { buyer, seller, locale } = await asSystem(async (tx) => ({
    buyer: await findBuyer(tx, order.clientId),
    seller: await findSeller(tx),
    locale: (await findPerson(tx, order.buyerId)).locale,
  }));
  const customer = await syncStripeCustomer({ kind: "system" }, buyer, order);
  const currency = order.currency.toLowerCase();
  const draft = await stripe().invoices.create({
    customer,
    currency,
    auto_advance: false,
    effective_at: Math.floor((order.paidAt ?? order.createdAt).getTime() / 1000),
    ...invoiceWords(order, seller, locale),
  });
  await stripe().invoiceItems.create({
    customer,
    currency,
    invoice: draft.id,
    amount: order.netMinor,
    description: `${order.minutes / 60} × ${m.billing_invoice_line({ hours: order.minutes / 60 }, { locale })}`,
    ...(order.vatKind === "standard"
      ? { tax_rates: [await findTaxRate(seller.country, order.vatRateBp)] }
      : {}),
  });
  await stripe().invoices.finalizeInvoice(draft.id);
  return stripe().invoices.pay(draft.id, { paid_out_of_band: true });
}
