import { may } from "#app/identity/permission.ts";
import { billingAccess } from "#app/billing/access.ts";
import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Order } from "#app/billing/order.ts";
import { makeOnce } from "#app/billing/make-once.server.ts";
import { fulfilOrder } from "#app/billing/reconcile/fulfil-order.server.ts";
import { isStale, stripe, stripeTrouble, whileSomebodyWaits } from "#app/billing/stripe.server.ts";
import { receivedRefusal, type Received, type ReceivedRefusal } from "#app/billing/rules/received.ts";
import { lockOrder, noteOnOrder } from "#app/billing/store.server.ts";
import { findBuyer } from "#app/clients/parties-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { asSystem, inScope, readInScope, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { dayIn } from "#app/platform/zone.server.ts";

import { endByHand, settleByHand } from "./by-hand.server.ts";
import { voidInvoice } from "./void-invoice.server.ts";

export type CloseRefusal = "may-not" | "not-open" | "stripe-down" | ReceivedRefusal;
type CloseWay = "paid-elsewhere" | "void";

/**
 * A person says of an open invoice (a bought block's, or a top-up's) that its money came to the MSP's own account, on which day and how much,
 * or that it is void; Stripe's invoice says so first, where there is one. Less or more than is open is refused. Done twice, it is done once.
 */
export async function closeInvoice(
  scope: StaffScope,
  order: Order,
  way: CloseWay,
  received: Received | null = null,
): Promise<Result<null, CloseRefusal>> {
  if (!may(scope, billingAccess.handleMoney)) return refuse("may-not");
  const { invoice } = order;
  if (order.state !== "invoiced" || (!invoice && !order.byHand)) return refuse("not-open");
  const wrong = received && (await readInScope(scope, (tx) => refusalOf(tx, order, received)));
  if (wrong) return refuse(wrong);
  if (!invoice) return closeByHand(scope, order, way, received);
  // On record before Stripe is asked: whatever becomes of the answer, who wanted it is known.
  const open = await inScope(scope, async (tx) => {
    if ((await lockOrder(tx, order.clientId, order.id))?.state !== "invoiced") return false;
    if (received) await noteOnOrder(tx, order, now(), { receivedOn: columnOf(received.on) });
    await note(
      tx,
      scope,
      order,
      way === "void" ? "order.invoice-void-asked" : "order.paid-elsewhere-asked",
      received,
    );
    return true;
  });
  if (!open) return refuse("not-open");
  try {
    await atStripe(invoice.id, way);
  } catch (error) {
    // No longer open at Stripe: what it says now is what counts.
    if (isStale(error)) await fulfilOrder(order.clientId, order.id);
    else if (!stripeTrouble(error)) throw error;
    return refuse(isStale(error) ? "not-open" : "stripe-down");
  }
  await inScope(scope, async (tx) => {
    await lockOrder(tx, order.clientId, order.id);
    await note(tx, scope, order, way === "void" ? "order.invoice-voided" : "order.paid-elsewhere", received);
  });
  await fulfilOrder(order.clientId, order.id);
  return ok(null);
}

async function refusalOf(tx: Tx, order: Order, received: Received): Promise<ReceivedRefusal | null> {
  const { zone } = await findBuyer(tx, order.clientId);
  return receivedRefusal(received, {
    openMinor: order.grossMinor - order.paidMinor,
    orderedOn: dayIn(zone, order.createdAt),
    today: dayIn(zone, now()),
  });
}

/** An order that Stripe knows nothing of: it ends here, in one transaction. */
function closeByHand(
  scope: StaffScope,
  { clientId, id }: Order,
  way: CloseWay,
  received: Received | null,
): Promise<Result<null, CloseRefusal>> {
  return asSystem(async (tx) => {
    const order = await lockOrder(tx, clientId, id);
    if (order?.state !== "invoiced" || !order.byHand) return refuse("not-open");
    if (way === "void") {
      await endByHand(tx, order);
      await note(tx, scope, order, "order.invoice-voided", null);
      return ok(null);
    }
    const on = received?.on ?? dayIn((await findBuyer(tx, clientId)).zone, now());
    await noteOnOrder(tx, order, now(), { receivedOn: columnOf(on), paidMinor: order.grossMinor });
    await settleByHand(tx, order);
    await note(tx, scope, order, "order.paid-elsewhere", received);
    return ok(null);
  });
}

const columnOf = (on: Day): Date => new Date(`${on}T00:00:00Z`);

/** An invoice that an earlier try closed, its answer lost, is closed. */
async function atStripe(id: string, way: CloseWay): Promise<void> {
  if (way === "void") return voidInvoice(id);
  await makeOnce({
    key: `bank:${id}:${way}`,
    find: async () => {
      const invoice = await stripe().invoices.retrieve(id, {}, whileSomebodyWaits);
      return invoice.status === "paid" ? invoice : null;
    },
    make: (once) => stripe().invoices.pay(id, { paid_out_of_band: true }, once),
  });
}

function note(
  tx: Tx,
  scope: StaffScope,
  { number, clientId, grossMinor, paidMinor }: Order,
  action: AuditAction,
  received: Received | null = null,
): Promise<void> {
  return appendAudit(tx, scope, {
    action,
    target: `order:${number}`,
    clientId,
    detail: { grossMinor, paidMinor, ...(received && { receivedOn: received.on }) },
  });
}
