import { may } from "#app/identity/permission.ts";
import { billingAccess } from "#app/billing/access.ts";
import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Order } from "#app/billing/order.ts";
import { makeOnce } from "#app/billing/make-once.server.ts";
import { fulfilOrder } from "#app/billing/reconcile/fulfil-order.server.ts";
import { isStale, stripe, stripeTrouble, whileSomebodyWaits } from "#app/billing/stripe.server.ts";
import { lockOrder } from "#app/billing/store.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { voidInvoice } from "./void-invoice.server.ts";

export type CloseRefusal = "may-not" | "not-open" | "stripe-down";
type CloseWay = "paid-elsewhere" | "void";

/** A person says of an open invoice (a bought block's, or a top-up's) that its money came to the MSP's own account, or that it is void; Stripe's invoice says so first. Done twice, it is done once. */
export async function closeInvoice(
  scope: StaffScope,
  order: Order,
  way: CloseWay,
): Promise<Result<null, CloseRefusal>> {
  if (!may(scope, billingAccess.handleMoney)) return refuse("may-not");
  const { invoice } = order;
  if (order.state !== "invoiced" || !invoice) return refuse("not-open");
  // On record before Stripe is asked: whatever becomes of the answer, who wanted it is known.
  const open = await inScope(scope, async (tx) => {
    if ((await lockOrder(tx, order.clientId, order.id))?.state !== "invoiced") return false;
    await note(tx, scope, order, way === "void" ? "order.invoice-void-asked" : "order.paid-elsewhere-asked");
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
    await note(tx, scope, order, way === "void" ? "order.invoice-voided" : "order.paid-elsewhere");
  });
  await fulfilOrder(order.clientId, order.id);
  return ok(null);
}

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
): Promise<void> {
  return appendAudit(tx, scope, {
    action,
    target: `order:${number}`,
    clientId,
    detail: { grossMinor, paidMinor },
  });
}
