import { beginEvent, endEvent, keepEventError } from "#app/billing/event-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { syncBankInvoice } from "./bank-invoice/sync-invoice.server.ts";
import { checkInvoice } from "./check-invoice.server.ts";
import { orderNoted, readInvoice } from "./checkout-truth.server.ts";
import { invoiceData } from "./credit-payment.server.ts";
import { fulfilCheckout } from "./fulfil-checkout.server.ts";
import { followMonthDispute } from "./monthly/dispute-month.server.ts";
import { settleRepayment } from "./monthly/repay-month.server.ts";
import { monthNoted, syncMonthInvoice } from "./monthly/sync-month.server.ts";
import { wantFor } from "./reconcile/find-payments.server.ts";
import { isInvoiceOrigin } from "./rules/order-state.ts";
import { stripe } from "./stripe.server.ts";
import { lockOrder, numberLook, noteOnOrder, takeLook } from "./store.server.ts";
import { finishSetup, finishSetupOf } from "./topup/finish-setup.server.ts";
import { syncMandate, syncMethod } from "./topup/sync-method.server.ts";
import { syncTopup } from "./topup/sync-topup.server.ts";

/** Processes an event that was kept. Only its object's id is used: the object itself is fetched as it is now. */
export async function processEvent(eventId: string): Promise<void> {
  const event = await asSystem((tx) => beginEvent(tx, eventId));
  if (event.processedAt) return;
  try {
    await handle(event.type, event.objectId);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await asSystem((tx) => keepEventError(tx, eventId, message));
    throw error;
  }
  await asSystem((tx) => endEvent(tx, eventId));
}

async function handle(type: string, objectId: string): Promise<void> {
  if (type.startsWith("checkout.session.") && (await fulfilCheckout(objectId)) === null) {
    await finishSetup(objectId);
    await settleRepayment(objectId);
  }
  if (type.startsWith("charge.dispute.")) await followMonthDispute(objectId);
  if (type.startsWith("setup_intent.")) await finishSetupOf(objectId);
  if (type === "mandate.updated") await syncMandate(objectId);
  if (type.startsWith("payment_method.")) await syncMethod(objectId);
  if (type.startsWith("invoice.")) await keepInvoice(objectId);
  if (type.startsWith("credit_note.")) await keepInvoice(await creditedInvoice(objectId));
  if (takesBack.some((kind) => type.startsWith(kind))) await wantFor(type, objectId);
  if (type === "payment_intent.payment_failed") await lookAtOrderOf(objectId);
}

// Events after which a payment may be refunded or disputed by another amount: that is noted, and a job asks Stripe.
const takesBack = [
  "refund.",
  "charge.",
  "credit_note.",
  "invoice.voided",
  "invoice.marked_uncollectible",
  "invoice.updated",
];

async function creditedInvoice(creditNoteId: string): Promise<string> {
  const { invoice } = await stripe().creditNotes.retrieve(creditNoteId);
  return typeof invoice === "string" ? invoice : invoice.id;
}

async function keepInvoice(invoiceId: string): Promise<void> {
  const look = await numberLook();
  const invoice = await stripe().invoices.retrieve(invoiceId);
  const month = monthNoted(invoice.metadata);
  if (month) return syncMonthInvoice(month.clientId, month.id);
  const key = orderNoted(invoice.metadata);
  if (!key) return;
  await asSystem(async (tx) => {
    const order = await lockOrder(tx, key.clientId, key.id);
    // Orders by invoice are synced below.
    if (!order || isInvoiceOrigin(order.origin)) return;
    // The order keeps the invoice of its first payment; a top-up's voided one must not come back.
    if (order.invoice?.id !== invoice.id && !(order.invoice === null && order.origin === "checkout")) return;
    if (!(await takeLook(tx, order, look))) return;
    await noteOnOrder(tx, order, now(), invoiceData(readInvoice(invoice)));
    await checkInvoice(tx, order, readInvoice(invoice));
  });
  await syncBankInvoice(key.clientId, key.id);
  await syncTopup(key.clientId, key.id, invoiceId);
}

async function lookAtOrderOf(paymentIntentId: string): Promise<void> {
  const key = orderNoted((await stripe().paymentIntents.retrieve(paymentIntentId)).metadata);
  if (!key) return;
  const order = await asSystem((tx) => lockOrder(tx, key.clientId, key.id));
  if (order?.checkoutId) await fulfilCheckout(order.checkoutId);
}
