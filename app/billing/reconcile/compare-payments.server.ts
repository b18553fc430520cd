import { type Finding, isSettled } from "#app/billing/reconcile/task-store.server.ts";
import { reversalTotals, type ReversalTotals } from "#app/billing/rules/reversal.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { fulfilOrder } from "./fulfil-order.server.ts";
import {
  type BookedPayment,
  listBookedPayments,
  listNamesToRead,
  listOrderFacts,
  type OrderFacts,
} from "#app/billing/reconcile/compared-store.server.ts";
import { askToSyncPayment } from "./payment-store.server.ts";
import {
  readStripeRecords,
  readWhole,
  type StripeRecords,
  type StripePayment,
  type Window,
} from "./stripe-records.server.ts";
import { syncPayment } from "./sync-payment.server.ts";

type Looked = {
  records: StripeRecords;
  earlier: BookedPayment[];
  booked: BookedPayment[];
  /** Those of which all that Stripe says was read. */
  compared: BookedPayment[];
  orders: Map<string, OrderFacts>;
};

/** Compares Stripe's records with the ledger, both ways, and names what differs; of what was made or booked within a window, or is unsettled, where one is given. Reads only. */
export async function comparePayments(window: Window | null = null): Promise<Finding[]> {
  return differencesIn(await look(window));
}

/** What differs and no person has settled yet. Reads only. */
export async function listUnsettled(): Promise<Finding[]> {
  const findings = await comparePayments();
  return asSystem(async (tx) => {
    const settled = await Promise.all(findings.map((finding) => isSettled(tx, finding)));
    return findings.filter((_, at) => !settled[at]);
  });
}

/** Compares, repairs by looking again at what differs (credit what is paid, converge what was taken back), and names what differs still. */
export async function repairPayments(window: Window | null = null): Promise<Finding[]> {
  const differing = differencesIn(await look(window));
  for (const finding of differing) await repair(finding);
  return differing.length > 0 ? differencesIn(await look(window)) : [];
}

async function look(window: Window | null): Promise<Looked> {
  // The ledger is read on both sides of Stripe: what was booked before Stripe was asked must be at Stripe, what Stripe has must be booked after.
  const { before, names } = await asSystem(async (tx) => ({
    before: await listBookedPayments(tx),
    names: await listNamesToRead(tx),
  }));
  const records = await readStripeRecords(window, names);
  const earlier = before.filter((one) => isLookedAt(one, records, window));
  if (window) for (const one of earlier) await readWhole(records, one);
  const { booked, orders } = await asSystem(async (tx) => ({
    booked: await listBookedPayments(tx),
    orders: await listOrderFacts(tx),
  }));
  const looked = new Set(earlier.map(({ id }) => id));
  return {
    records,
    earlier,
    booked,
    compared: window ? booked.filter(({ id }) => looked.has(id)) : booked,
    orders: new Map(orders.map((order) => [order.id, order])),
  };
}

/** A payment of the ledger is looked at where it was booked within the window, is unsettled, or Stripe has something of it that was made within the window. */
function isLookedAt(one: BookedPayment, records: StripeRecords, window: Window | null): boolean {
  if (!window || one.unsettled) return true;
  if (one.bookedAt >= window.from && one.bookedAt <= window.to) return true;
  const isAtStripe = (name: string | null) =>
    name !== null &&
    (records.succeeded.has(name) || records.invoices.has(name) || records.reversals.has(name));
  return isAtStripe(one.paymentIntent) || isAtStripe(one.invoice);
}

async function repair({ kind, clientId, subject, detail }: Finding): Promise<void> {
  const id = detail["paymentId"] ?? detail["orderId"];
  if (clientId === null || typeof id !== "string") return;
  // What can't be repaired, because the account is locked or Stripe says no, is found again.
  if (kind === "payment-without-hours")
    await fulfilOrder(clientId, id, subject.startsWith("in_") ? subject : null).catch(() => undefined);
  if (kind !== "totals-differ") return;
  await asSystem((tx) => askToSyncPayment(tx, { clientId, id }));
  await syncPayment({ clientId, id }).catch(() => undefined);
}

function differencesIn({ records, earlier, booked, compared, orders }: Looked): Finding[] {
  const ours = records.payments.filter(
    (payment) => orders.has(payment.orderId) && !(payment.invoice && orders.get(payment.orderId)?.checkoutId),
  );
  const pairs = ours.map((payment) => ({ payment, booking: booked.find((one) => belongs(payment, one)) }));
  const paid = new Set(pairs.map(({ booking }) => booking?.id));
  return [
    ...strangersIn(records, orders),
    ...pairs.flatMap(({ payment, booking }) =>
      differenceOf(payment, booking, orders.get(payment.orderId)?.number ?? null),
    ),
    ...earlier.filter((one) => !paid.has(one.id) && !isCovered(one, records)).map(withoutPayment),
    ...compared.flatMap((one) => totalsOf(one, records)),
  ];
}

/** Payments that bear our note of an order that we don't have: a database that was set back to an earlier day. Nobody can tell whose hours they are but a person; one task a payment, by its invoice where it has one. */
function strangersIn({ payments, invoices }: StripeRecords, orders: Looked["orders"]): Finding[] {
  const strange = payments.filter(({ orderId }) => !orders.has(orderId));
  const byInvoice = new Set(
    strange.flatMap(({ invoice }) => (invoice ? (invoices.get(invoice)?.intents ?? []) : [])),
  );
  return strange
    .filter(({ paymentIntent }) => !paymentIntent || !byInvoice.has(paymentIntent))
    .map(({ name, amountMinor, currency }) => ({
      kind: "payment-without-order",
      clientId: null,
      subject: name,
      detail: { amountMinor, currency: currency.toUpperCase() },
    }));
}

function belongs(payment: StripePayment, one: BookedPayment): boolean {
  if (one.clientId !== payment.clientId) return false;
  if (payment.paymentIntent) return one.paymentIntent === payment.paymentIntent;
  return one.invoice === payment.invoice;
}

function differenceOf(
  payment: StripePayment,
  booking: BookedPayment | undefined,
  order: number | null,
): Finding[] {
  const about = {
    clientId: payment.clientId,
    subject: payment.name,
    detail: {
      order,
      orderId: payment.orderId,
      amountMinor: payment.amountMinor,
      currency: payment.currency.toUpperCase(),
    },
  };
  if (!booking) return [{ kind: "payment-without-hours", ...about }];
  if (booking.grossMinor === payment.amountMinor && booking.currency.toLowerCase() === payment.currency)
    return [];
  return [
    {
      kind: "amount-differs",
      ...about,
      detail: { ...about.detail, bookedMinor: booking.grossMinor, bookedCurrency: booking.currency },
    },
  ];
}

/** Hours without our note on a payment are paid all the same when their payment intent succeeded, or their invoice is yet to be made, out on trust, paid, or given up (which the totals answer for). */
function isCovered(one: BookedPayment, { succeeded, invoices }: StripeRecords): boolean {
  if (one.byHand || one.awaitsInvoice || (one.paymentIntent && succeeded.has(one.paymentIntent))) return true;
  const invoice = one.invoice ? invoices.get(one.invoice) : undefined;
  return invoice?.status === "paid" || (one.onTrust && invoice !== undefined && invoice.status !== "draft");
}

function withoutPayment(one: BookedPayment): Finding {
  return {
    kind: "hours-without-payment",
    clientId: one.clientId,
    subject: one.id,
    detail: {
      order: one.orderNumber,
      orderId: one.orderNumber === null ? null : one.id,
      paymentId: one.id,
      amountMinor: one.grossMinor,
      currency: one.currency,
    },
  };
}

function totalsOf(one: BookedPayment, records: StripeRecords): Finding[] {
  const said = saidOf(one, records);
  if (said.refundedMinor === one.refundedMinor && said.disputedMinor === one.disputedMinor) return [];
  return [
    {
      kind: "totals-differ",
      clientId: one.clientId,
      subject: one.id,
      detail: {
        order: one.orderNumber,
        orderId: one.orderNumber === null ? null : one.id,
        paymentId: one.id,
        currency: one.currency,
        amountMinor: said.refundedMinor,
        bookedMinor: one.refundedMinor,
        disputedMinor: said.disputedMinor,
        bookedDisputedMinor: one.disputedMinor,
      },
    },
  ];
}

function saidOf(one: BookedPayment, { invoices, reversals }: StripeRecords): ReversalTotals {
  const invoice = one.invoice ? (invoices.get(one.invoice) ?? null) : null;
  const names = new Set([one.paymentIntent, one.invoice, ...(invoice?.intents ?? [])]);
  return reversalTotals(
    one.grossMinor,
    invoice,
    [...names].flatMap((name) => (name ? (reversals.get(name) ?? []) : [])),
  );
}
