import { asSystem, type Tx } from "#app/platform/db.server.ts";
import type {
  BlockOrderGetPayload,
  BlockOrderUncheckedCreateInput,
  BlockOrderUncheckedUpdateManyInput,
} from "#app/platform/generated/prisma/models.ts";

import { isBilledAlike, type BilledTo, type Order } from "./order.ts";
import type { Buyer } from "#app/clients/parties-store.server.ts";
import { closeTasks } from "./reconcile/task-store.server.ts";
import { isInvoicePart } from "./rules/invoice-match.ts";
import { isOrderOrigin, isOrderState, statesBefore, type OrderState } from "./rules/order-state.ts";
import { tasksEndedBy } from "./rules/task-kinds.ts";
import { unsignedTerms } from "./rules/terms.ts";
import type { VatKind } from "#app/clients/rules/vat.ts";

type Row = BlockOrderGetPayload<object>;

function readVatKind(value: string): VatKind {
  if (value === "standard" || value === "reverse_charge" || value === "outside_eu") return value;
  throw new Error(`no such kind of VAT: ${value}`);
}

function toOrder(row: Row): Order {
  if (!isOrderState(row.state)) throw new Error(`no such order state: ${row.state}`);
  if (!isOrderOrigin(row.origin)) throw new Error(`no such order origin: ${row.origin}`);
  return {
    id: row.id,
    clientId: row.clientId,
    number: Number(row.number),
    buyerId: row.buyerId,
    hourBlockId: row.hourBlockId,
    minutes: row.minutes,
    pricePerHourMinor: row.pricePerHourMinor,
    validMonths: row.validMonths,
    currency: row.currency,
    netMinor: row.netMinor,
    vatKind: readVatKind(row.vatKind),
    vatRateBp: row.vatRateBp,
    vatMinor: row.vatMinor,
    grossMinor: row.grossMinor,
    vatNumber: row.vatNumber,
    billedTo: {
      name: row.billedName,
      legalName: row.billedLegalName,
      addressLine: row.billedAddressLine,
      postalCode: row.billedPostalCode,
      city: row.billedCity,
      country: row.billedCountry,
      email: row.billedEmail,
    },
    state: row.state,
    failure: row.failure,
    attempt: row.attempt,
    checkoutId: row.stripeCheckoutId,
    checkoutUrl: row.checkoutUrl,
    paymentIntent: row.stripePaymentIntent,
    paymentMethod: row.paymentMethod,
    invoice: row.stripeInvoice
      ? { id: row.stripeInvoice, number: row.invoiceNumber, url: row.invoiceUrl, pdf: row.invoicePdf }
      : null,
    invoiceDiffers: (row.invoiceDiffers ?? "").split(" ").filter(isInvoicePart),
    termsVersion: row.termsVersion,
    termsAcceptedAt: row.termsAcceptedAt,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    paidAt: row.paidAt,
    origin: row.origin,
    onTrust: row.onTrust,
    bank:
      row.bankIban && row.bankHolder
        ? { iban: row.bankIban, bic: row.bankBic, holder: row.bankHolder }
        : null,
    dueAt: row.dueAt,
    paidMinor: row.paidMinor,
    overdueAt: row.overdueAt,
    coversMonth: row.coversMonth,
    lotId: row.lotId === null ? null : Number(row.lotId),
  };
}

/** One order of a client; null when there is none in sight. */
export async function findOrder(tx: Tx, clientId: string, id: string): Promise<Order | null> {
  const row = await tx.blockOrder.findUnique({ where: { clientId_id: { clientId, id } } });
  return row && toOrder(row);
}

/** The order that a checkout session belongs to, of this client; null when there is none in sight. */
export async function findOrderByCheckout(
  tx: Tx,
  clientId: string,
  checkoutId: string,
): Promise<Order | null> {
  const row = await tx.blockOrder.findFirst({ where: { clientId, stripeCheckoutId: checkoutId } });
  return row && toOrder(row);
}

/** The order that one showing of the form made, if it did. */
export async function findOrderByForm(tx: Tx, clientId: string, formKey: string): Promise<Order | null> {
  const row = await tx.blockOrder.findUnique({ where: { clientId_formKey: { clientId, formKey } } });
  return row && toOrder(row);
}

/** One order, locked until the transaction ends. */
export async function lockOrder(tx: Tx, clientId: string, id: string): Promise<Order | null> {
  await tx.$queryRaw`select 1 as locked from block_order where client_id = ${clientId}::uuid and id = ${id}::uuid for no key update`;
  return findOrder(tx, clientId, id);
}

/** A client's orders whose hours wait for its signature under the terms: those that are paid, and those to be trusted. */
export async function listUnsigned(tx: Tx, clientId: string): Promise<Order[]> {
  const rows = await tx.blockOrder.findMany({
    where: {
      clientId,
      lotId: null,
      OR: [
        { state: "processing", failure: unsignedTerms },
        { state: "invoiced", onTrust: true },
      ],
    },
    orderBy: { number: "asc" },
  });
  return rows.map(toOrder);
}

/** A client's orders, newest first. */
export async function listOrders(tx: Tx, clientId: string, limit = 200): Promise<Order[]> {
  const rows = await tx.blockOrder.findMany({
    where: { clientId },
    orderBy: { number: "desc" },
    take: limit,
  });
  return rows.map(toOrder);
}

/** Older orders of the same block that still stand at Stripe's checkout. */
export async function listEarlierCheckouts(tx: Tx, order: Order): Promise<Order[]> {
  const rows = await tx.blockOrder.findMany({
    where: {
      clientId: order.clientId,
      hourBlockId: order.hourBlockId,
      state: "checkout",
      number: { lt: order.number },
    },
    orderBy: { number: "asc" },
  });
  return rows.map(toOrder);
}

/** Orders at Stripe's checkout that were placed with other details of the buyer than this one: Stripe would put this one's on their invoices. */
export async function listCheckoutsBilledOtherwise(tx: Tx, order: Order): Promise<Order[]> {
  const rows = await tx.blockOrder.findMany({
    where: { clientId: order.clientId, id: { not: order.id }, state: "checkout" },
    orderBy: { number: "asc" },
  });
  return rows.map(toOrder).filter((other) => !isBilledAlike(other, order));
}

/** The columns that keep whom an order is billed to; read from the client under its lock. */
export function billedColumns(buyer: BilledTo | Buyer) {
  return {
    billedName: buyer.name,
    billedLegalName: buyer.legalName,
    billedAddressLine: buyer.addressLine,
    billedPostalCode: buyer.postalCode,
    billedCity: buyer.city,
    billedCountry: buyer.country,
    billedEmail: "email" in buyer ? buyer.email : buyer.billingEmail,
  };
}

/** A client's orders that can still be paid at a checkout. */
export async function listUnfinishedCheckouts(tx: Tx, clientId: string): Promise<Order[]> {
  const rows = await tx.blockOrder.findMany({
    where: { clientId, origin: "checkout", state: { in: ["open", "checkout"] } },
    orderBy: { number: "asc" },
  });
  return rows.map(toOrder);
}

/** Other orders of this client that were paid within an hour of this one. */
export async function listPaidBeside(tx: Tx, order: Order): Promise<Order[]> {
  if (!order.paidAt) return [];
  const hour = 3_600_000;
  const rows = await tx.blockOrder.findMany({
    where: {
      clientId: order.clientId,
      id: { not: order.id },
      state: "paid",
      paidAt: { gte: new Date(order.paidAt.getTime() - hour), lte: new Date(order.paidAt.getTime() + hour) },
    },
    orderBy: { number: "asc" },
  });
  return rows.map(toOrder);
}

/** Orders of all clients that wait longer than they should: not paid, not ended, not looked at lately. */
export async function listStaleOrders(
  tx: Tx,
  before: Date,
  processingBefore: Date,
  limit: number,
): Promise<Pick<Order, "id" | "clientId">[]> {
  return tx.blockOrder.findMany({
    select: { id: true, clientId: true },
    where: {
      OR: [
        {
          origin: "checkout",
          OR: [
            { state: { in: ["open", "checkout"] }, updatedAt: { lt: before } },
            { state: "processing", updatedAt: { lt: processingBefore } },
          ],
        },
        { origin: { in: ["bank_invoice", "overage_invoice"] }, state: "open", updatedAt: { lt: before } },
      ],
    },
    orderBy: { updatedAt: "asc" },
    take: limit,
  });
}

/** The next number of the orders; gap-free, so the series waits for the caller's transaction. */
export async function nextOrderNumber(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ number: number }[]>`select next_number('block_order')::int as number`;
  if (!row) throw new Error("the series of order numbers is missing");
  return row.number;
}

/** Appends an order. */
export async function appendOrder(tx: Tx, order: BlockOrderUncheckedCreateInput): Promise<Order> {
  return toOrder(await tx.blockOrder.create({ data: order }));
}

/** Moves an order to a state that it can come to from where it is, and closes the tasks that this answers; false when it has moved on meanwhile. */
export async function moveOrder(
  tx: Tx,
  order: Pick<Order, "clientId" | "id">,
  state: OrderState,
  at: Date,
  data: BlockOrderUncheckedUpdateManyInput = {},
): Promise<boolean> {
  const { count } = await tx.blockOrder.updateMany({
    where: { clientId: order.clientId, id: order.id, state: { in: statesBefore(state) } },
    data: { ...data, state, updatedAt: at },
  });
  if (count === 1) await closeTasks(tx, tasksEndedBy(state), order.id);
  return count === 1;
}

/** Writes what is learnt of an order without moving it. */
export async function noteOnOrder(
  tx: Tx,
  order: Pick<Order, "clientId" | "id">,
  at: Date,
  data: BlockOrderUncheckedUpdateManyInput,
): Promise<void> {
  await tx.blockOrder.updateMany({
    where: { clientId: order.clientId, id: order.id },
    data: { ...data, updatedAt: at },
  });
}

/** A new attempt at the checkout: the old key's answer was final, so a new key is needed. Counts once an attempt. */
export async function nextAttempt(
  tx: Tx,
  order: Pick<Order, "clientId" | "id" | "attempt">,
  at: Date,
): Promise<void> {
  await tx.blockOrder.updateMany({
    where: { clientId: order.clientId, id: order.id, state: "open", attempt: order.attempt },
    data: { attempt: order.attempt + 1, updatedAt: at },
  });
}

/** The number of a question to Stripe, taken before it is asked: whoever asks later knows at least as much. */
export async function nextLook(): Promise<bigint> {
  const [row] = await asSystem(
    (tx) => tx.$queryRaw<{ look: bigint }[]>`select nextval('stripe_look') as look`,
  );
  if (!row) throw new Error("the numbers of looks are missing");
  return row.look;
}

/** Notes on a locked order that the answer to this question is applied; false where a newer one has been, and this one is to change nothing. */
export async function takeLook(
  tx: Tx,
  order: Pick<Order, "clientId" | "id">,
  look: bigint,
): Promise<boolean> {
  const { count } = await tx.blockOrder.updateMany({
    where: { clientId: order.clientId, id: order.id, look: { lt: look } },
    data: { look },
  });
  return count === 1;
}
