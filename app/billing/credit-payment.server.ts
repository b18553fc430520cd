import { createHash } from "node:crypto";

import { openTask } from "#app/billing/reconcile/task-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { creditPaidHours, type Act } from "#app/hours/ledger.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";
import type { Day } from "#app/platform/day.ts";
import { dayIn, endOfLastDay } from "#app/platform/zone.server.ts";

import { checkInvoice } from "./check-invoice.server.ts";
import type { CheckoutTruth } from "./checkout-truth.server.ts";
import { writeHoursBought } from "./order-letters.server.ts";
import type { Order } from "./order.ts";
import { findBuyer } from "#app/clients/parties-store.server.ts";
import { isTopupOrigin } from "./rules/order-state.ts";
import { lastDayOf } from "./rules/validity.ts";
import { moveOrder, noteOnOrder } from "./store.server.ts";
import { afterManualPayment } from "./topup/resume-topups.server.ts";
import { writeToppedUp } from "./topup/topup-letters.server.ts";

/** Credits a payment that is certain to a locked order: hours, state, letter and audit row in one transaction. A payment is credited once; a second payment of the same order is credited too, and opens a task. */
export async function creditPayment(tx: Tx, order: Order, truth: PaymentTruth): Promise<void> {
  const wasPaid = order.state === "paid";
  if (wasPaid && isPaymentOf(order, truth)) return keepInvoice(tx, order, truth);
  const payment = nameOf(order, truth);
  const credit = await creditHours(
    tx,
    order,
    truth.paymentIntent,
    wasPaid ? secondPaymentId(payment) : order.id,
    truth.invoice?.id ?? null,
  );
  if (wasPaid && !credit.isNew) return;
  const at = now();
  if (wasPaid) await noteOnOrder(tx, order, at, { failure: "paid-twice" });
  else await moveOrder(tx, order, "paid", at, paidData(truth, credit.lotId, at));
  if (isTopup(order)) await writeToppedUp(tx, order, truth.method, credit.balanceMinutes);
  else await writeHoursBought(tx, order, payment, credit.balanceMinutes);
  if (!isTopup(order)) await afterManualPayment(tx, order.clientId);
  if (wasPaid) await openPaidTwice(tx, order, payment);
  await appendAudit(tx, "system", {
    action: wasPaid ? "order.paid-twice" : "order.paid",
    target: `order:${order.number}`,
    clientId: order.clientId,
    detail: {
      minutes: order.minutes,
      grossMinor: order.grossMinor,
      method: truth.method,
      lot: credit.lotId,
    },
  });
  if (!wasPaid && truth.invoice) await checkInvoice(tx, order, truth.invoice);
}

type PaymentNames = Pick<PaymentTruth, "paymentIntent" | "checkoutId" | "invoice">;

/** Tells whether this is the payment that the order was paid by: the same payment intent or, where Stripe made none, the same invoice or checkout. */
function isPaymentOf(order: Order, { paymentIntent, invoice, checkoutId }: PaymentNames): boolean {
  if (order.paymentIntent !== null && paymentIntent !== null) return order.paymentIntent === paymentIntent;
  if (order.invoice !== null && invoice !== null) return order.invoice.id === invoice.id;
  return order.checkoutId === checkoutId;
}

/** The name of a payment: its payment intent or, where Stripe made none, its invoice or its checkout. */
function nameOf(order: Order, { paymentIntent, invoice, checkoutId }: PaymentNames): string {
  return paymentIntent ?? invoice?.id ?? checkoutId ?? order.id;
}

/** Opens the task to ask the client about a second payment, and to refund one. */
async function openPaidTwice(
  tx: Tx,
  { id, number, clientId, grossMinor, currency }: Order,
  payment: string,
): Promise<void> {
  log.error({ order: number }, "an order was paid twice: both payments are credited");
  await openTask(tx, {
    kind: "paid-twice",
    subject: payment,
    clientId,
    detail: { order: number, orderId: id, amountMinor: grossMinor, currency },
  });
}

/** What is known of a payment that is certain, made in a checkout or of an invoice. */
export type PaymentTruth = Omit<CheckoutTruth, "checkoutId"> & { checkoutId: string | null };

const isTopup = ({ origin }: Order): boolean => isTopupOrigin(origin);

function paidData(truth: PaymentTruth, lotId: number, at: Date) {
  return {
    stripeCheckoutId: truth.checkoutId,
    stripePaymentIntent: truth.paymentIntent,
    paymentMethod: truth.method,
    lotId,
    paidAt: at,
    failure: null,
    checkoutUrl: null,
    ...(truth.invoice ? invoiceData(truth.invoice) : {}),
  };
}

/** The columns that an order keeps of its invoice. A draft has no number: read late, it doesn't erase the one that is kept. */
export function invoiceData({
  id,
  number,
  url,
  pdf,
}: Pick<NonNullable<CheckoutTruth["invoice"]>, "id" | "number" | "url" | "pdf">) {
  return {
    stripeInvoice: id,
    ...(number === null ? {} : { invoiceNumber: number, invoiceUrl: url, invoicePdf: pdf }),
  };
}

async function keepInvoice(tx: Tx, order: Order, { invoice }: PaymentTruth): Promise<void> {
  if (invoice && order.invoice?.number !== invoice.number)
    await noteOnOrder(tx, order, now(), invoiceData(invoice));
  if (invoice) await checkInvoice(tx, order, invoice);
}

/** Credits the block of an order, once a payment id; valid from today in the client's zone. The payment intent is null where an invoice names the payment; `workUntil` is the last day of the work that the order is for. */
export async function creditHours(
  tx: Tx,
  order: Order,
  paymentIntent: string | null,
  paymentId: string,
  invoice: string | null,
  workUntil?: Day,
): Promise<Act & { lotId: number }> {
  const { clientId, minutes, netMinor, grossMinor, currency } = order;
  const { zone } = await findBuyer(tx, clientId);
  const at = now();
  return creditPaidHours(tx, {
    clientId,
    source: isTopup(order) ? "auto_topup" : "purchase",
    minutes,
    netMinor,
    grossMinor,
    currency,
    expiresAt: endOfLastDay(zone, lastDayOf(dayIn(zone, at), order.validMonths), at),
    at,
    paymentId,
    paymentIntent,
    invoice,
    ...(workUntil && { workUntil }),
  });
}

/** The payment id of a second payment of an order, made from its name at Stripe, so that it too is credited once. (The first payment has the order's id.) */
function secondPaymentId(payment: string): string {
  const hex = createHash("sha256").update(`payment:${payment}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
