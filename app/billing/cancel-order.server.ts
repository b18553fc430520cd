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

/** Cancels an order that is not paid, after closing its checkout, so that it can't be paid afterwards. One that is paid, or whose payment is on its way, stays as it is. */
export async function cancelOrder(scope: ClientScope, orderId: string): Promise<void> {
  const order = await inScope(scope, (tx) => findOrder(tx, scope.clientId, orderId));
  // Orders that nobody placed can't be cancelled: an overage invoice is owed, and a top-up has no checkout to close (it is turned off instead).
  if (!order || !isPayable(order.state) || isAutomatic(order.origin)) return;
  const closed = order.checkoutId === null || (await closeCheckout(order.checkoutId));
  const cancelled = await inScope(scope, async (tx) => {
    // Not closed: it may just have been paid, so Stripe is asked instead of cancelling.
    if (!closed) await askToSync(tx, order);
    if (!closed || !(await moveOrder(tx, order, "cancelled", now(), { checkoutUrl: null }))) return false;
    await appendAudit(tx, scope, { action: "order.cancelled", target: `order:${order.number}` });
    return true;
  });
  // In the system's scope: a client's scope sees no tasks.
  if (cancelled) await asSystem((tx) => closeTasks(tx, tasksEndedBy("cancelled"), order.id));
}
