import { type PaymentKey, applyPaymentTotals } from "#app/hours/ledger.server.ts";
import { tellReversals } from "#app/billing/refund/tell-reversals.server.ts";
import { reversalTotals } from "#app/billing/rules/reversal.ts";
import { orderNoted } from "#app/billing/checkout-truth.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { findOrder } from "#app/billing/store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";

import { fetchReversals, type ReversalTruth } from "./fetch-reversals.server.ts";
import { findPayment, keepReversal, listReversals, type LedgerPayment } from "./payment-store.server.ts";

/** Brings the ledger to what Stripe says now of a payment's refunds and disputes. Declarative: duplicates, reordering and lost events all end the same; of two at once the newer look wins. */
export async function syncPayment(key: PaymentKey): Promise<void> {
  // The version is read before Stripe is asked: who asks later knows more, and comes with a higher one.
  const payment = await asSystem((tx) => findPayment(tx, key));
  if (!payment || payment.askedVersion <= payment.appliedVersion) return;
  const truth = await fetchReversals(payment);
  const orderId = payment.orderId ?? (await orderOfSecondPayment(payment.paymentIntent));
  await asSystem((tx) => apply(tx, { ...payment, orderId }, truth));
}

/** A second payment of an order goes by an id of its own; its order is written on it. */
async function orderOfSecondPayment(paymentIntent: string | null): Promise<string | null> {
  if (!paymentIntent?.startsWith("pi_")) return null;
  return orderNoted((await stripe().paymentIntents.retrieve(paymentIntent)).metadata)?.id ?? null;
}

async function apply(tx: Tx, payment: LedgerPayment, truth: ReversalTruth): Promise<void> {
  const at = now();
  const totals = reversalTotals(payment.grossMinor, truth.invoice, truth.reversals);
  const synced = await applyPaymentTotals(tx, payment, payment.askedVersion, totals, at);
  if (!synced.applied) return;
  const order = payment.orderId ? await findOrder(tx, payment.clientId, payment.orderId) : null;
  const before = await listReversals(tx, payment.clientId, { paymentId: payment.id });
  for (const reversal of truth.reversals) await keepReversal(tx, payment, order?.id ?? null, reversal, at);
  await tellReversals(tx, { payment, order, before, now: truth.reversals, synced });
}
