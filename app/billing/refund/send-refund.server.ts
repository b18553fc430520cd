import type Stripe from "stripe";

import { appendAudit } from "#app/identity/audit.server.ts";
import { askToSyncPayment } from "#app/billing/reconcile/payment-store.server.ts";
import { syncPayment } from "#app/billing/reconcile/sync-payment.server.ts";
import { intentsOf } from "#app/billing/reconcile/fetch-reversals.server.ts";
import type { Order } from "#app/billing/order.ts";
import { openTask } from "#app/billing/reconcile/task-store.server.ts";
import { isStale, stripe, stripeTrouble, whileSomebodyWaits } from "#app/billing/stripe.server.ts";
import { findOrder } from "#app/billing/store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { findRefund, moveRefund, nextRefundAttempt, type RefundRequest } from "./refund-store.server.ts";

type Done = {
  stripeRefund: string | null;
  stripeCreditNote: string | null;
  creditNoteNumber: string | null;
  creditNotePdf: string | null;
};

/** Has Stripe do what was asked: a credit note on the order's invoice with the refund, or a plain refund; once, whoever comes. Throws when Stripe gives no answer, unless somebody waits: then the job goes on. */
export async function sendRefund(clientId: string, refundId: string, somebodyWaits = false): Promise<void> {
  const { refund, order } = await asSystem(async (tx) => {
    const found = await findRefund(tx, clientId, refundId);
    return { refund: found, order: found && (await findOrder(tx, clientId, found.orderId)) };
  });
  if (!refund || !order || refund.state !== "asked") return;
  try {
    const done = (await findDone(refund, order)) ?? (await pay(refund, order));
    await asSystem(async (tx) => {
      await moveRefund(tx, refund, "sent", now(), { ...done, error: null });
      await askToSyncPayment(tx, { clientId, id: order.id });
    });
  } catch (error) {
    if (!(await explain(refund, order, error)) && !somebodyWaits) throw error;
    return;
  }
  if (somebodyWaits) await syncPayment({ clientId, id: order.id }).catch(unlessStripe);
}

function unlessStripe(error: unknown): void {
  if (!stripeTrouble(error)) throw error;
}

/** Keeps what Stripe's trouble means for the request; true when that was its last word. */
async function explain(refund: RefundRequest, order: Order, error: unknown): Promise<boolean> {
  const trouble = stripeTrouble(error);
  if (!trouble) throw error;
  if (!isStale(error)) {
    // An answer that Stripe keeps under the key (a 500) comes again for ever: the next try looks first, then takes a new key.
    if (!trouble.unknown) await asSystem((tx) => nextRefundAttempt(tx, refund, now(), trouble.message));
    return false;
  }
  await asSystem(async (tx) => {
    if (!(await moveRefund(tx, refund, "refused", now(), { error: trouble.message }))) return;
    await askToSyncPayment(tx, { clientId: refund.clientId, id: order.id });
    await openTask(tx, {
      kind: "refund-refused",
      subject: refund.id,
      clientId: refund.clientId,
      detail: {
        order: order.number,
        orderId: order.id,
        amountMinor: refund.amountMinor,
        currency: order.currency,
      },
    });
    await appendAudit(tx, "system", {
      action: "order.refund-refused",
      target: `order:${order.number}`,
      clientId: refund.clientId,
      result: "refused",
      detail: { amountMinor: refund.amountMinor, error: trouble.message },
    });
  });
  return true;
}

/** What an earlier try did whose answer was lost, by the id that we wrote on it; keys are kept for a day only. */
async function findDone(refund: RefundRequest, order: Order): Promise<Done | null> {
  if (order.invoice) {
    for await (const note of stripe().creditNotes.list({ invoice: order.invoice.id, limit: 100 }))
      if (note.metadata?.["refundId"] === refund.id) return doneBy(note);
  }
  if (order.paymentIntent?.startsWith("pi_")) {
    for await (const one of stripe().refunds.list({ payment_intent: order.paymentIntent, limit: 100 }))
      if (one.metadata?.["refundId"] === refund.id) return { ...nothing, stripeRefund: one.id };
  }
  return null;
}

const nothing: Done = {
  stripeRefund: null,
  stripeCreditNote: null,
  creditNoteNumber: null,
  creditNotePdf: null,
};

function doneBy(note: Stripe.CreditNote): Done {
  const [first] = note.refunds;
  const refund = first?.refund ?? null;
  return {
    stripeRefund: typeof refund === "string" ? refund : (refund?.id ?? null),
    stripeCreditNote: note.id,
    creditNoteNumber: note.number,
    creditNotePdf: note.pdf,
  };
}

async function pay(refund: RefundRequest, order: Order): Promise<Done> {
  const metadata = { refundId: refund.id, orderId: order.id, clientId: order.clientId };
  const once = { ...whileSomebodyWaits, idempotencyKey: `refund:${refund.id}:${refund.attempt}` };
  const plain = async (payment_intent: string): Promise<Done> => ({
    ...nothing,
    stripeRefund: (
      await stripe().refunds.create({ payment_intent, amount: refund.amountMinor, metadata }, once)
    ).id,
  });
  if (!order.invoice) return plain(order.paymentIntent ?? "");
  // Money that came outside Stripe goes back outside Stripe: the credit note says so, a person transfers it.
  const invoice = await stripe().invoices.retrieve(
    order.invoice.id,
    { expand: ["payments"] },
    whileSomebodyWaits,
  );
  const [intent] = [order.paymentIntent, ...intentsOf(invoice)].filter((id) => id?.startsWith("pi_"));
  const amount = refund.amountMinor;
  // A refund that failed left its credit note in force: the money goes without a second one.
  if (intent && invoice.total - invoice.post_payment_credit_notes_amount < amount) return plain(intent);
  return doneBy(
    await stripe().creditNotes.create(
      {
        invoice: invoice.id,
        amount,
        ...(intent ? { refund_amount: amount } : { out_of_band_amount: amount }),
        memo: refund.reason,
        metadata,
      },
      once,
    ),
  );
}
