import type Stripe from "stripe";

import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { askForSignature } from "#app/billing/ask-for-jobs.server.ts";
import { checkInvoice } from "#app/billing/check-invoice.server.ts";
import { readInvoice } from "#app/billing/checkout-truth.server.ts";
import { creditHours, invoiceData } from "#app/billing/credit-payment.server.ts";
import type { Order } from "#app/billing/order.ts";
import { writeHoursBought } from "#app/billing/order-letters.server.ts";
import { askToSyncPayment } from "#app/billing/reconcile/payment-store.server.ts";
import { openTask } from "#app/billing/reconcile/task-store.server.ts";
import { isInvoiceOrigin } from "#app/billing/rules/order-state.ts";
import { creditOnTrust } from "#app/billing/signed-terms/credit-on-trust.server.ts";
import { holdForSignature, waitsForSignature } from "#app/billing/signed-terms/hour-terms.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import {
  findOrder,
  lockOrder,
  moveOrder,
  numberLook,
  noteOnOrder,
  takeLook,
} from "#app/billing/store.server.ts";
import { afterManualPayment } from "#app/billing/topup/resume-topups.server.ts";
import { methodTypeOf } from "#app/billing/topup/topup-invoice.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";

import { keepBankAccount } from "./bank-account.server.ts";
import { writeInvoiceClosed, writeInvoicePaid, writeInvoiceReady } from "./invoice-letters.server.ts";

/** Brings an order that is paid by bank transfer to what Stripe says of its invoice now: hours, state, letters and audit together. Whoever comes, however often. */
export async function syncBankInvoice(clientId: string, orderId: string): Promise<void> {
  const known = await asSystem((tx) => findOrder(tx, clientId, orderId));
  if (!known?.invoice || !isInvoiceOrigin(known.origin)) return;
  const look = await numberLook();
  const invoice = await stripe().invoices.retrieve(known.invoice.id, {
    expand: ["payments.data.payment.payment_intent"],
  });
  if (invoice.status === "open" && !known.bank) await keepBankAccount(clientId, orderId);
  const method = invoice.status === "paid" && known.state !== "paid" ? await wayOf(invoice) : "bank_transfer";
  await asSystem(async (tx) => {
    const order = await lockOrder(tx, clientId, orderId);
    if (order && (await isToApply(tx, order, invoice, look))) await apply(tx, order, invoice, method);
  });
}

/** An answer older than one that was applied changes nothing, save that paid is final: it is as true late. An answer about an invoice that the order has withdrawn meanwhile is none. */
async function isToApply(tx: Tx, order: Order, invoice: Stripe.Invoice, look: bigint): Promise<boolean> {
  if (order.invoice?.id !== invoice.id) return false;
  return (await takeLook(tx, order, look)) || (invoice.status === "paid" && order.state !== "paid");
}

/** How an invoice was paid: by a transfer, unless somebody used another way on its page. */
async function wayOf(invoice: Stripe.Invoice): Promise<string> {
  const method = await methodTypeOf(readPaidIntent(invoice));
  return method === null || method === "customer_balance" ? "bank_transfer" : method;
}

async function apply(tx: Tx, order: Order, invoice: Stripe.Invoice, method: string): Promise<void> {
  if (invoice.status === "draft") return;
  // A credit note on an open invoice, a void one, a refund that came first: the ledger looks for itself. Its lock comes before the audit log's.
  const booked = await askToSyncPayment(tx, order);
  await noteOnOrder(tx, order, now(), {
    ...invoiceData(readInvoice(invoice)),
    paidMinor: invoice.amount_paid,
    dueAt: invoice.due_date ? new Date(invoice.due_date * 1000) : null,
  });
  if (invoice.status === "open") await stand(tx, order, invoice);
  else if (invoice.status === "paid" && invoice.amount_paid > 0)
    await settleInvoice(tx, order, invoice.id, method);
  else await giveUp(tx, order, invoice);
  if (!booked) await askToSyncPayment(tx, order);
  await checkInvoice(tx, order, readInvoice(invoice));
}

/** The invoice is out: on trust the hours are there at once, otherwise they are on their way. */
async function stand(tx: Tx, order: Order, invoice: Stripe.Invoice): Promise<void> {
  if (invoice.amount_paid > order.paidMinor)
    await note(tx, order, "order.part-paid", { paidMinor: invoice.amount_paid });
  if (!(await moveOrder(tx, order, "invoiced", now(), { failure: null }))) return;
  const isUnsigned = await waitsForSignature(tx, order);
  if (isUnsigned) await askForSignature(tx, order);
  else if (order.onTrust) await creditOnTrust(tx, { ...order, invoice: readInvoice(invoice) });
  await writeInvoiceReady(tx, order, invoice);
  await note(tx, order, "order.invoiced", {
    minutes: order.minutes,
    onTrust: order.onTrust,
    ...(order.coversMonth ? { month: order.coversMonth } : {}),
  });
}

/** The money of a locked order's invoice (null: of one by hand) came: hours unless they were there on trust, state, letter and audit; what a decline had stopped goes on. Once an order. */
export async function settleInvoice(
  tx: Tx,
  order: Order,
  invoiceId: string | null,
  method: string,
): Promise<void> {
  const at = now();
  if (order.state === "paid") return;
  if (await waitsForSignature(tx, order)) return holdForSignature(tx, order, method);
  const credit = await creditHours(tx, order, null, order.id, invoiceId);
  await moveOrder(tx, order, "paid", at, {
    lotId: credit.lotId,
    paidAt: at,
    failure: null,
    paymentMethod: method,
  });
  if (credit.isNew) await writeHoursBought(tx, order, invoiceId ?? order.id, credit.balanceMinutes);
  else await writeInvoicePaid(tx, order);
  if (isInvoiceOrigin(order.origin)) await afterManualPayment(tx, order.clientId);
  await note(tx, order, "order.paid", {
    minutes: order.minutes,
    grossMinor: order.grossMinor,
    method,
    lot: credit.lotId,
  });
}

/** Void, written off, or credited away before it was paid: no money comes any more. */
async function giveUp(tx: Tx, order: Order, invoice: Stripe.Invoice): Promise<void> {
  const state = invoice.status === "uncollectible" ? "failed" : "cancelled";
  if (
    !(await moveOrder(tx, order, state, now(), {
      failure: invoice.status === "paid" ? "invoice-credited" : `invoice-${invoice.status ?? "gone"}`,
    }))
  )
    return;
  if (invoice.amount_paid > 0) {
    await openTask(tx, {
      kind: "void-part-paid",
      subject: order.id,
      clientId: order.clientId,
      detail: {
        order: order.number,
        orderId: order.id,
        amountMinor: invoice.amount_paid,
        currency: order.currency,
      },
    });
  }
  await writeInvoiceClosed(tx, order);
  await note(tx, order, "order.invoice-closed", { state: invoice.status, paidMinor: invoice.amount_paid });
}

function readPaidIntent({ payments }: Stripe.Invoice): string | null {
  const intents = (payments?.data ?? [])
    .map(({ payment }) => payment.payment_intent)
    .filter((one) => typeof one === "object");
  return intents.find((one) => one.status === "succeeded")?.id ?? null;
}

function note(
  tx: Tx,
  order: Order,
  action: AuditAction,
  detail: Record<string, string | number | boolean | null>,
): Promise<void> {
  return appendAudit(tx, "system", {
    action,
    target: `order:${order.number}`,
    clientId: order.clientId,
    detail,
  });
}
