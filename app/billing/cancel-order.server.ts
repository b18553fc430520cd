import { closeTasks } from "#app/billing/reconcile/task-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";

import { askToSync } from "./ask-for-jobs.server.ts";
import { closeCheckout } from "./close-checkout.server.ts";
import { isAutomatic, isPayable } from "./rules/order-state.ts";
import { tasksEndedBy } from "./rules/task-kinds.ts";
import { findOrder, moveOrder } from "./store.server.ts";

/** Gives up an order that is not paid: its checkout closes first, so that it can't be paid afterwards. Paid or on its way, it stays as it is. */
export async function cancelOrder(scope: ClientScope, orderId: string): Promise<void> {
  const order = await inScope(scope, (tx) => findOrder(tx, scope.clientId, orderId));
  // Work that was done is owed. A top-up is under way at Stripe without a checkout that could be closed: it is turned off, not cancelled.
  if (!order || !isPayable(order.state) || isAutomatic(order.origin)) return;
  const closed = order.checkoutId === null || (await closeCheckout(order.checkoutId));
  const cancelled = await inScope(scope, async (tx) => {
    // Not closed: it may just have been paid. What Stripe says then wins over the cancelling.
    if (!closed) await askToSync(tx, order);
    if (!closed || !(await moveOrder(tx, order, "cancelled", now(), { checkoutUrl: null }))) return false;
    await appendAudit(tx, scope, { action: "order.cancelled", target: `order:${order.number}` });
    return true;
  });
  // Tasks are the MSP's: a client's own scope sees none.
  if (cancelled) await asSystem((tx) => closeTasks(tx, tasksEndedBy("cancelled"), order.id));
}
