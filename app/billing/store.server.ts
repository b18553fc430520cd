import { day } from "#app/platform/day.ts";
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
import { vatKinds, type VatKind } from "#app/clients/rules/vat.ts";

type Row = BlockOrderGetPayload<object>;

function readVatKind(value: string): VatKind {
  const kind = vatKinds.find((known) => known === value);
  if (kind) return kind;
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
    byHand: row.byHand,
    receivedOn: row.receivedOn && day(row.receivedOn.toISOString().slice(0, 10)),
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

/** The order that was made with this form key; null when none was. */
export async function findOrderByForm(tx: Tx, clientId: string, formKey: string): Promise<Order | null> {
  const row = await tx.blockOrder.findUnique({ where: { clientId_formKey: { clientId, formKey } } });
  return row && toOrder(row);
}

/** One order, locked until the transaction ends. */
export async function lockOrder(tx: Tx, clientId: string, id: string): Promise<Order | null> {
  await tx.$queryRaw`select 1 as locked from block_order where client_id = ${clientId}::uuid and id = ${id}::uuid for no key update`;
  return findOrder(tx, clientId, id);
}

/** A client's orders whose hours wait until it signs the terms: paid ones, and those by invoice whose hours are given on trust. */
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

/** Older orders of the same block whose checkout at Stripe is still open. */
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

/** Orders with an open checkout that keep other details of the buyer than this one: Stripe would put this one's details on their invoices. */
export async function listCheckoutsBilledOtherwise(tx: Tx, order: Order): Promise<Order[]> {
  const rows = await tx.blockOrder.findMany({
    where: { clientId: order.clientId, id: { not: order.id }, state: "checkout" },
    orderBy: { number: "asc" },
  });
  return rows.map(toOrder).filter((other) => !isBilledAlike(other, order));
}

/** The columns of an order that keep whom it is billed to. Read the buyer under the client's lock. */
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

/** Orders of all clients that are neither paid nor ended and were last updated before these instants (`processingBefore`: those whose payment is on its way). */
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

/** The next order number. The numbers have no gaps, so others wait for it until the caller's transaction ends. */
export async function nextOrderNumber(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ number: number }[]>`select next_number('block_order')::int as number`;
  if (!row) throw new Error("the series of order numbers is missing");
  return row.number;
}

/** Appends an order. */
export async function appendOrder(tx: Tx, order: BlockOrderUncheckedCreateInput): Promise<Order> {
  return toOrder(await tx.blockOrder.create({ data: order }));
}

/** Moves an order to a state, if the order's present state allows it (statesBefore), and closes the tasks that this ends; false when it doesn't. */
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

/** Writes columns of an order without changing its state. */
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

/** Counts one more attempt to open the checkout, as Stripe's answer under the old key was final. Safe to repeat for the same attempt. */
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

/** The number of a look at Stripe, taken before Stripe is asked: a look with a higher number is as new or newer. */
export async function numberLook(): Promise<bigint> {
  const [row] = await asSystem(
    (tx) => tx.$queryRaw<{ look: bigint }[]>`select nextval('stripe_look') as look`,
  );
  if (!row) throw new Error("the numbers of looks are missing");
  return row.look;
}

/** Notes on a locked order that this look's answer is being applied; false when a newer look's was, so that this one must change nothing. */
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
