import type Stripe from "stripe";

import { letterOrder, type Order } from "#app/billing/order.ts";
import { findBuyer, findSeller, listBuyers, listOrderReaders } from "#app/clients/parties-store.server.ts";
import { transferOf } from "./bank-account.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { queueLetter, type NamedLetter } from "#app/platform/mail/letters.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

/** What every letter about an invoice holds. */
type Common = {
  name: string;
  mspName: string;
  url: string;
  onTrust: boolean;
  order: ReturnType<typeof letterOrder>;
};

async function write(tx: Tx, order: Order, letterTo: (common: Common) => NamedLetter): Promise<void> {
  const { name: mspName } = await findSeller(tx);
  for (const person of await readersOf(tx, order)) {
    const letter = letterTo({
      name: person.name,
      mspName,
      url: `${env().origin}/orders/${order.id}`,
      onTrust: order.onTrust,
      order: letterOrder(order),
    });
    await queueLetter(tx, {
      key: `${letter.template}:${order.id}${person.key}`,
      clientId: order.clientId,
      to: person.email,
      locale: person.locale,
      ...letter,
    });
  }
}

/** What nobody ordered is told to all who may buy. */
async function readersOf(tx: Tx, order: Order) {
  if (!order.coversMonth) return listOrderReaders(tx, order);
  return (await listBuyers(tx, order.clientId)).map((person) => ({ ...person, key: `:${person.userId}` }));
}

const invoiceOf = ({ invoice }: Order, number: string | null) =>
  invoice && { ...invoice, number: number ?? invoice.number };

/** To the buyer, once an order: the invoice is out, pay it by bank transfer before it is due. Work below zero says what it is for. */
export async function writeInvoiceReady(tx: Tx, order: Order, invoice: Stripe.Invoice): Promise<void> {
  const { zone } = await findBuyer(tx, order.clientId);
  const facts = {
    invoiceNumber: invoice.number,
    invoiceUrl: invoice.hosted_invoice_url ?? null,
    transfer: transferOf({ ...order, state: "invoiced", invoice: invoiceOf(order, invoice.number) }),
    dueOn: dayIn(zone, new Date((invoice.due_date ?? 0) * 1000)),
  };
  const { coversMonth: month, pricePerHourMinor } = order;
  return write(tx, order, (common) =>
    month
      ? { template: "overage-invoice", props: { ...common, ...facts, month, pricePerHourMinor } }
      : { template: "invoice-ready", props: { ...common, ...facts } },
  );
}

/** To the buyer, once an order: what to pay to the MSP's own account, and until when; its invoice comes from the MSP's own bookkeeping. */
export async function writeTransferAsked(tx: Tx, order: Order): Promise<void> {
  const { zone } = await findBuyer(tx, order.clientId);
  const dueOn = dayIn(zone, order.dueAt ?? order.createdAt);
  return write(tx, order, (common) => ({
    template: "invoice-ready",
    props: {
      ...common,
      ...{ invoiceNumber: null, invoiceUrl: null, byHand: true, dueOn, transfer: transferOf(order) },
    },
  }));
}

/** To the buyer, once an order: the money of an invoice came whose hours were there already. */
export function writeInvoicePaid(tx: Tx, order: Order): Promise<void> {
  return write(tx, order, (props) => ({ template: "invoice-paid", props }));
}

/** To the buyer, once an order: the invoice need not be paid any more, and what that does to the hours; or that it could never be made. */
export function writeInvoiceClosed(tx: Tx, order: Order, neverMade = false): Promise<void> {
  return write(tx, order, (common) => ({
    template: "invoice-closed",
    props: { ...common, onTrust: order.lotId !== null, neverMade },
  }));
}

/** To the buyer, once an order: the invoice is overdue, and so much of it is open. */
export async function writeInvoiceOverdue(tx: Tx, order: Order): Promise<void> {
  const { zone } = await findBuyer(tx, order.clientId);
  return write(tx, order, (common) => ({
    template: "invoice-overdue",
    props: {
      ...common,
      invoiceNumber: order.invoice?.number ?? null,
      invoiceUrl: order.invoice?.url ?? null,
      openMinor: order.grossMinor - order.paidMinor,
      transfer: transferOf(order),
      dueOn: dayIn(zone, order.dueAt ?? order.createdAt),
    },
  }));
}
