import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { orderNoted, readInvoice } from "./checkout-truth.server.ts";
import { invoiceData } from "./credit-payment.server.ts";
import { fulfilCheckout } from "./fulfil-checkout.server.ts";
import { stripe } from "./stripe.server.ts";
import { lockOrder, noteOnOrder } from "./store.server.ts";

/** Works on one event that was kept: it is trusted for the id of its object only, the present truth is fetched. */
export async function processEvent(eventId: string): Promise<void> {
  const event = await asSystem((tx) => tx.stripeEvent.update({ where: { id: eventId }, data: { tries: { increment: 1 } } }));
  if (event.processedAt) return;
  try {
    await handle(event.type, event.objectId);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await asSystem((tx) => tx.stripeEvent.update({ where: { id: eventId }, data: { error: message } }));
    throw error;
  }
  await asSystem((tx) => tx.stripeEvent.update({ where: { id: eventId }, data: { processedAt: now(), error: null } }));
}

async function handle(type: string, objectId: string): Promise<void> {
  if (type.startsWith("checkout.session.")) await fulfilCheckout(objectId);
  if (type.startsWith("invoice.")) await keepInvoice(objectId);
  if (type === "payment_intent.payment_failed") await lookAtOrderOf(objectId);
}

async function keepInvoice(invoiceId: string): Promise<void> {
  const invoice = await stripe().invoices.retrieve(invoiceId);
  const key = orderNoted(invoice.metadata);
  if (!key) return;
  await asSystem(async (tx) => {
    const order = await lockOrder(tx, key.clientId, key.id);
    // The invoice of a second payment stays with Stripe: the order shows its first.
    if (order && (order.invoice === null || order.invoice.id === invoice.id)) await noteOnOrder(tx, order, now(), invoiceData(readInvoice(invoice)));
  });
}

async function lookAtOrderOf(paymentIntentId: string): Promise<void> {
  const key = orderNoted((await stripe().paymentIntents.retrieve(paymentIntentId)).metadata);
  if (!key) return;
  const order = await asSystem((tx) => lockOrder(tx, key.clientId, key.id));
  if (order?.checkoutId) await fulfilCheckout(order.checkoutId);
}
