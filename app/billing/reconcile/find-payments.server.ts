import type { PaymentKey } from "#app/hours/ledger.server.ts";
import { orderNoted } from "#app/billing/checkout-truth.server.ts";
import { fulfilOrder } from "#app/billing/reconcile/fulfil-order.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { listPaymentsNamed, askToSyncPayment } from "./payment-store.server.ts";

/** Notes for whichever payment an event of Stripe's speaks of that there is something new; the event is trusted for the id of its object only. */
export async function wantFor(type: string, objectId: string): Promise<void> {
  const { paymentIntent, invoice } = await namesIn(type, objectId);
  const keys = await findKeys(paymentIntent, invoice);
  for (const key of keys) await asSystem((tx) => askToSyncPayment(tx, key));
}

type Names = { paymentIntent: string | null; invoice: string | null };

async function namesIn(type: string, id: string): Promise<Names> {
  if (type.startsWith("invoice.")) return { paymentIntent: null, invoice: id };
  if (type.startsWith("credit_note."))
    return { paymentIntent: null, invoice: idOf((await stripe().creditNotes.retrieve(id)).invoice) };
  const thing = type.startsWith("charge.dispute.")
    ? await stripe().disputes.retrieve(id)
    : type.startsWith("refund.")
      ? await stripe().refunds.retrieve(id)
      : await stripe().charges.retrieve(id);
  return { paymentIntent: idOf(thing.payment_intent), invoice: null };
}

/** The ledger's payments of that name. One that is not credited yet (its event was lost, or is late) is credited first: so nothing that is taken back is ever missed. */
async function findKeys(paymentIntent: string | null, invoice: string | null): Promise<PaymentKey[]> {
  if (!paymentIntent && !invoice) return [];
  const known = await asSystem((tx) => listPaymentsNamed(tx, { paymentIntent, invoice }));
  if (known.length > 0) return known;
  const paid = invoice ?? (paymentIntent ? await invoicePaidBy(paymentIntent) : null);
  const order = await orderOf(paymentIntent, paid);
  if (!order) return [];
  await fulfilOrder(order.clientId, order.id, paid);
  return asSystem((tx) => listPaymentsNamed(tx, { paymentIntent, invoice: paid }));
}

/** The invoice that a payment paid, by their ids at Stripe; null for none. */
export async function invoicePaidBy(paymentIntent: string): Promise<string | null> {
  const { data } = await stripe().invoicePayments.list({
    payment: { type: "payment_intent", payment_intent: paymentIntent },
    limit: 1,
  });
  return idOf(data[0]?.invoice ?? null);
}

async function orderOf(paymentIntent: string | null, invoice: string | null) {
  if (invoice) return orderNoted((await stripe().invoices.retrieve(invoice)).metadata);
  return paymentIntent ? orderNoted((await stripe().paymentIntents.retrieve(paymentIntent)).metadata) : null;
}

function idOf(value: { id: string } | string | null): string | null {
  return typeof value === "string" ? value : (value?.id ?? null);
}
