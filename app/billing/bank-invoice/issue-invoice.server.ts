import type Stripe from "stripe";

import { invoiceWords } from "#app/billing/create-session.server.ts";
import type { Order } from "#app/billing/order.ts";
import { findBuyer, findPerson, findSeller, type Seller } from "#app/clients/parties-store.server.ts";
import { isInvoiceOrigin } from "#app/billing/rules/order-state.ts";
import { syncStripeCustomer } from "#app/billing/stripe-customer.server.ts";
import { findTaxRate } from "#app/billing/stripe-tax-rate.server.ts";
import { stripe, stripeTrouble, whileSomebodyWaits } from "#app/billing/stripe.server.ts";
import { findOrder, nextAttempt, noteOnOrder } from "#app/billing/store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { log } from "#app/platform/log.server.ts";
import { monthWord } from "#app/billing/words.ts";
import { formatMinutes, formatMoney } from "#app/platform/format.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { Locale } from "#app/platform/i18n/locale.ts";

import { bySepa } from "./by-sepa.ts";
import { syncBankInvoice } from "./sync-invoice.server.ts";

/** Makes (or finds) the invoice of an order that is paid by bank transfer; false when Stripe gives no answer now and a job must go on. */
export async function issueInvoice(clientId: string, orderId: string): Promise<boolean> {
  const order = await asSystem((tx) => findOrder(tx, clientId, orderId));
  if (!order || !isInvoiceOrigin(order.origin) || order.state !== "open") return true;
  try {
    const invoice = await makeInvoice(order);
    if (!invoice) return await startAnew(order);
    if (invoice.total !== order.grossMinor) return await withdraw(order, invoice);
    await syncBankInvoice(clientId, orderId);
    await unlessGivenUp(order, invoice);
    return true;
  } catch (error) {
    const trouble = stripeTrouble(error);
    if (!trouble) throw error;
    if (!trouble.unknown) await asSystem((tx) => nextAttempt(tx, order, now()));
    return false;
  }
}

/** Asks for another try at the invoice, for when Stripe could not be reached. */
export function askToInvoice(tx: Tx, { clientId, id }: Pick<Order, "clientId" | "id">): Promise<void> {
  return enqueue(
    tx,
    "billing.issue-invoice",
    { clientId, orderId: id },
    { key: `issue-invoice:${id}`, runAt: new Date(now().getTime() + 30_000) },
  );
}

async function makeInvoice(order: Order): Promise<Stripe.Invoice | null> {
  const { buyer, seller, locale } = await asSystem(async (tx) => ({
    buyer: await findBuyer(tx, order.clientId),
    seller: await findSeller(tx),
    locale: (await findPerson(tx, order.buyerId)).locale,
  }));
  const known = order.invoice ? await retrieve(order.invoice.id) : null;
  if (order.invoice && !known) return null;
  if (known && known.status !== "draft") return known;
  const customer = await syncStripeCustomer(
    { kind: "system" },
    { ...buyer, vatNumber: order.vatNumber },
    order.vatKind,
  );
  const draft = known ?? (await draftOf(order, customer, seller, locale));
  if (draft.lines.data.length === 0) await addLine(order, customer, draft.id, seller, locale);
  return stripe().invoices.finalizeInvoice(draft.id, { auto_advance: false }, key(order, "finalize"));
}

/** A draft that somebody deleted at Stripe is none. */
async function retrieve(id: string): Promise<Stripe.Invoice | null> {
  try {
    return await stripe().invoices.retrieve(id);
  } catch (error) {
    if (
      stripeTrouble(error) &&
      error instanceof Error &&
      "code" in error &&
      error.code === "resource_missing"
    )
      return null;
    throw error;
  }
}

/** The draft's id is kept before anything else happens to it: whoever goes on later finds it. */
async function draftOf(
  order: Order,
  customer: string,
  seller: Seller,
  locale: Locale,
): Promise<Stripe.Invoice> {
  const draft = await stripe().invoices.create(
    {
      customer,
      currency: order.currency.toLowerCase(),
      auto_advance: false,
      pending_invoice_items_behavior: "exclude",
      ...bySepa(order, seller),
      ...invoiceWords(order, seller, locale),
    },
    key(order, "create"),
  );
  await asSystem((tx) => noteOnOrder(tx, order, now(), { stripeInvoice: draft.id }));
  return draft;
}

async function addLine(
  order: Order,
  customer: string,
  invoice: string,
  seller: Seller,
  locale: Locale,
): Promise<void> {
  await stripe().invoiceItems.create(
    {
      customer,
      invoice,
      currency: order.currency.toLowerCase(),
      amount: order.netMinor,
      description: withLocale(locale, () => lineOf(order)),
      ...(order.vatKind === "standard"
        ? { tax_rates: [await findTaxRate(seller.country, order.vatRateBp)] }
        : {}),
    },
    key(order, "item"),
  );
}

function lineOf({ minutes, coversMonth, pricePerHourMinor, currency }: Order): string {
  const hours = minutes / 60;
  return coversMonth
    ? m.overage_invoice_line({
        time: formatMinutes(minutes),
        month: monthWord(coversMonth),
        rate: formatMoney(pricePerHourMinor, currency),
      })
    : `${hours} × ${m.billing_invoice_line({ hours })}`;
}

/** Given up while Stripe was at work: nobody shall pay it any more. */
async function unlessGivenUp({ clientId, id }: Order, invoice: Stripe.Invoice): Promise<void> {
  const present = await asSystem((tx) => findOrder(tx, clientId, id));
  if ((present?.state === "cancelled" || present?.state === "expired") && invoice.status === "open")
    await stripe().invoices.voidInvoice(invoice.id, undefined, whileSomebodyWaits);
}

/** An invoice of another amount than was agreed is worth nothing: it is voided, and the next try makes a new one. */
async function withdraw(order: Order, invoice: Stripe.Invoice): Promise<false> {
  log.error(
    { order: order.number, expected: order.grossMinor, stripe: invoice.total },
    "Stripe's invoice differs from the order: it is voided",
  );
  await stripe().invoices.voidInvoice(invoice.id, undefined, whileSomebodyWaits);
  return startAnew(order);
}

/** Forgets the invoice that is no more; the next try makes another, under keys of its own. */
async function startAnew(order: Order): Promise<false> {
  await asSystem(async (tx) => {
    await noteOnOrder(tx, order, now(), { stripeInvoice: null });
    await nextAttempt(tx, order, now());
  });
  return false;
}

const key = (order: Order, step: string) => ({
  ...whileSomebodyWaits,
  idempotencyKey: `bank:${order.id}:${order.attempt}:${step}`,
});
