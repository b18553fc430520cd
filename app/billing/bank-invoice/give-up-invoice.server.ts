import { may } from "#app/identity/permission.ts";
import { clientsAccess } from "#app/clients/access.ts";
import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { type ClientScope } from "#app/identity/scope.ts";
import type { Order } from "#app/billing/order.ts";
import { findPaymentHours } from "#app/billing/reconcile/payment-store.server.ts";
import { fulfilOrder } from "#app/billing/reconcile/fulfil-order.server.ts";
import { isStale, stripe, stripeTrouble, whileSomebodyWaits } from "#app/billing/stripe.server.ts";
import { findOrder, lockOrder } from "#app/billing/store.server.ts";
import { asSystem, inScope, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { endByHand } from "./by-hand.server.ts";
import { voidInvoice } from "./void-invoice.server.ts";

export type GiveUpRefusal =
  "may-not-buy" | "not-open" | "part-paid" | "being-paid" | "hours-used" | "stripe-down";

/** A buyer gives up an invoice that stands open: no money came of it, and of hours that were given in advance none is used. Stripe's invoice is void first; done twice, it is done once. */
export async function giveUpInvoice(
  scope: ClientScope,
  orderId: string,
): Promise<Result<null, GiveUpRefusal>> {
  if (!may(scope, clientsAccess.spend)) return refuse("may-not-buy");
  const order = await inScope(scope, (tx) => findOrder(tx, scope.clientId, orderId));
  if (order?.byHand) return giveUpByHand(scope, orderId);
  if (order?.state !== "invoiced" || !order.invoice || order.coversMonth) return refuse("not-open");
  try {
    const paying = await howPaid(order.invoice.id);
    const refusal = paying ?? (await inScope(scope, (tx) => ask(tx, scope, orderId)));
    if (refusal) return await afterLook(order, refusal);
    await voidInvoice(order.invoice.id);
  } catch (error) {
    // No longer open at Stripe: what it says now is what counts.
    if (isStale(error)) return afterLook(order, "not-open");
    if (!stripeTrouble(error)) throw error;
    return refuse("stripe-down");
  }
  await inScope(scope, async (tx) => {
    // Of two at once the first has it on record.
    if ((await lockOrder(tx, order.clientId, order.id))?.state === "invoiced")
      await note(tx, scope, order, "order.invoice-voided");
  });
  await fulfilOrder(order.clientId, order.id);
  return ok(null);
}

/** An order that Stripe knows nothing of is given up in one transaction. */
function giveUpByHand(scope: ClientScope, orderId: string): Promise<Result<null, GiveUpRefusal>> {
  return asSystem(async (tx) => {
    const order = await lockOrder(tx, scope.clientId, orderId);
    if (!order || !(await endByHand(tx, order))) return refuse("not-open");
    await note(tx, scope, order, "order.invoice-voided");
    return ok(null);
  });
}

/** Money that came, or may be coming, of an invoice: then it is not given up. */
async function howPaid(id: string): Promise<GiveUpRefusal | null> {
  const {
    status,
    amount_paid: paid,
    payments,
  } = await stripe().invoices.retrieve(
    id,
    { expand: ["payments.data.payment.payment_intent"] },
    whileSomebodyWaits,
  );
  if (status === "open" && paid > 0) return "part-paid";
  if (status !== "open" && status !== "void") return "not-open";
  const coming = (payments?.data ?? []).some(
    ({ payment }) =>
      typeof payment.payment_intent === "object" && payment.payment_intent.status === "processing",
  );
  return coming ? "being-paid" : null;
}

/** On record before Stripe is asked: whatever becomes of the answer, who wanted it is known. */
async function ask(tx: Tx, scope: ClientScope, orderId: string): Promise<GiveUpRefusal | null> {
  const order = await lockOrder(tx, scope.clientId, orderId);
  if (order?.state !== "invoiced") return "not-open";
  const hours = await findPaymentHours(tx, order);
  if (hours && hours.remainingMinutes < hours.minutes) return "hours-used";
  await note(tx, scope, order, "order.invoice-void-asked");
  return null;
}

/** The order as Stripe tells it now, so that its page says why. */
async function afterLook(order: Order, refusal: GiveUpRefusal): Promise<Result<null, GiveUpRefusal>> {
  if (refusal !== "hours-used") await fulfilOrder(order.clientId, order.id);
  return refuse(refusal);
}

function note(tx: Tx, scope: ClientScope, { number, grossMinor }: Order, action: AuditAction): Promise<void> {
  return appendAudit(tx, scope, { action, target: `order:${number}`, detail: { grossMinor } });
}
