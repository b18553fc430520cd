import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";

import { fetchCheckout, type CheckoutTruth } from "./checkout-truth.server.ts";
import { creditPayment } from "./credit-payment.server.ts";
import { writePaymentFailed, writePaymentOnItsWay } from "./order-letters.server.ts";
import type { Order } from "./order.ts";
import { findBuyer } from "#app/clients/parties-store.server.ts";
import { refuseMismatch } from "./refuse-mismatch.server.ts";
import { paymentMismatch } from "./rules/session-outcome.ts";
import { holdForSignature, waitsForSignature } from "./signed-terms/hour-terms.server.ts";
import { lockOrder, moveOrder, numberLook, takeLook } from "./store.server.ts";

/** Brings an order to what Stripe says of its checkout now, and credits the hours of a payment that is certain, once. Safe to repeat, and to run at once. */
export async function fulfilCheckout(checkoutId: string): Promise<Order | null> {
  const look = await numberLook();
  const truth = await fetchCheckout(checkoutId);
  const { order: key } = truth;
  if (!key) return null;
  return asSystem(async (tx) => {
    const order = await lockOrder(tx, key.clientId, key.id);
    if (!order) return null;
    await apply(tx, order, truth, look);
    return lockOrder(tx, key.clientId, key.id);
  });
}

async function apply(tx: Tx, order: Order, truth: CheckoutTruth, look: bigint): Promise<void> {
  // Of an order's checkouts only the one that its buyer was sent to decides the order's state.
  const isOwn = order.checkoutId === null || order.checkoutId === truth.checkoutId;
  const isNewer = isOwn && (await takeLook(tx, order, look));
  // A payment is final: an answer that it was paid holds even when it is an older one, or of another checkout.
  if (truth.outcome === "paid" && (isNewer || !isOwn || order.state !== "paid"))
    return settle(tx, order, truth);
  if (!isNewer) return;
  if (truth.outcome === "processing") return startWaiting(tx, order, truth);
  if (truth.outcome === "failed") return fail(tx, order, truth);
  if (truth.outcome === "expired") return expire(tx, order);
}

async function settle(tx: Tx, order: Order, truth: CheckoutTruth): Promise<void> {
  const { stripeCustomerId } = await findBuyer(tx, order.clientId);
  const mismatch = paymentMismatch(
    { currency: order.currency, grossMinor: order.grossMinor, customerId: stripeCustomerId },
    truth,
  );
  if (mismatch)
    return refuseMismatch(tx, order, {
      mismatch,
      amountMinor: truth.amountMinor ?? 0,
      currency: truth.currency ?? order.currency,
      isRefunded: truth.isRefunded,
    });
  if (order.state !== "paid" && (await waitsForSignature(tx, order)))
    return holdForSignature(tx, order, truth.method, {
      stripeCheckoutId: truth.checkoutId,
      stripePaymentIntent: truth.paymentIntent,
    });
  await creditPayment(tx, order, truth);
}

async function startWaiting(tx: Tx, order: Order, truth: CheckoutTruth): Promise<void> {
  const moved = await moveOrder(tx, order, "processing", now(), {
    stripeCheckoutId: truth.checkoutId,
    stripePaymentIntent: truth.paymentIntent,
    paymentMethod: truth.method,
    failure: null,
  });
  if (!moved) return;
  await writePaymentOnItsWay(tx, order);
  await appendAudit(tx, "system", {
    action: "order.payment-on-its-way",
    target: `order:${order.number}`,
    clientId: order.clientId,
    detail: { method: truth.method },
  });
}

async function fail(tx: Tx, order: Order, truth: CheckoutTruth): Promise<void> {
  const moved = await moveOrder(tx, order, "failed", now(), {
    stripePaymentIntent: truth.paymentIntent,
    paymentMethod: truth.method,
    failure: truth.failure ?? "declined",
  });
  if (!moved) return;
  await writePaymentFailed(tx, order);
  await appendAudit(tx, "system", {
    action: "order.payment-failed",
    target: `order:${order.number}`,
    clientId: order.clientId,
    result: "refused",
    detail: { reason: truth.failure },
  });
}

async function expire(tx: Tx, order: Order): Promise<void> {
  if (!(await moveOrder(tx, order, "expired", now(), { checkoutUrl: null }))) return;
  await appendAudit(tx, "system", {
    action: "order.expired",
    target: `order:${order.number}`,
    clientId: order.clientId,
  });
}
