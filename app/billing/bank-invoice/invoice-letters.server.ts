import type Stripe from "stripe";

import type { Order } from "#app/billing/order.ts";
import { findBuyer, findPerson, findSeller } from "#app/billing/parties-store.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

async function write(tx: Tx, order: Order, template: string, extra: Record<string, unknown> = {}): Promise<void> {
  const person = await findPerson(tx, order.buyerId);
  const { name: mspName } = await findSeller(tx);
  const { number, minutes, netMinor, vatMinor, vatKind, vatRateBp, grossMinor, currency, onTrust } = order;
  await queueLetter(tx, {
    key: `${template}:${order.id}`, clientId: order.clientId, to: person.email, locale: person.locale, template,
    props: {
      name: person.name, mspName, url: `${env().origin}/orders/${order.id}`, onTrust,
      order: { number, minutes, netMinor, vatMinor, vatKind, vatRateBp, grossMinor, currency }, ...extra,
    },
  });
}

/** To the buyer, once an order: the invoice is out, pay it by bank transfer before it is due. */
export async function writeInvoiceReady(tx: Tx, order: Order, invoice: Stripe.Invoice): Promise<void> {
  const { zone } = await findBuyer(tx, order.clientId);
  return write(tx, order, "invoice-ready", { invoiceNumber: invoice.number, invoiceUrl: invoice.hosted_invoice_url, dueOn: dayIn(zone, new Date((invoice.due_date ?? 0) * 1000)) });
}

/** To the buyer, once an order: the money of an invoice came whose hours were there already. */
export function writeInvoicePaid(tx: Tx, order: Order): Promise<void> {
  return write(tx, order, "invoice-paid");
}

/** To the buyer, once an order: the invoice need not be paid any more, and what that does to the hours; or that it could never be made. */
export function writeInvoiceClosed(tx: Tx, order: Order, neverMade = false): Promise<void> {
  return write(tx, order, "invoice-closed", { neverMade });
}

/** To the buyer, once an order: the invoice is overdue, and so much of it is open. */
export async function writeInvoiceOverdue(tx: Tx, order: Order): Promise<void> {
  const { zone } = await findBuyer(tx, order.clientId);
  return write(tx, order, "invoice-overdue", {
    invoiceNumber: order.invoice?.number ?? null, invoiceUrl: order.invoice?.url ?? null, openMinor: order.grossMinor - order.paidMinor, dueOn: dayIn(zone, order.dueAt ?? order.createdAt),
  });
}
