import type { ClientScope } from "#app/identity/scope.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { ok, type Result } from "#app/platform/result.ts";

import { askToOpen } from "./ask-for-jobs.server.ts";
import { askToInvoice, issueInvoice } from "./bank-invoice/issue-invoice.server.ts";
import { openCheckout } from "./open-checkout.server.ts";
import { startOrder, type StartOrder, type StartRefusal } from "./start-order.server.ts";
import { findOrder } from "./store.server.ts";

/** Where a buyer goes next: to Stripe's page (external), or to the page of the order. */
export type NextStep = { to: string; external: boolean };

/** Orders a block and opens its checkout, or sends its invoice. When Stripe gives no answer, the order is kept and a job tries again. */
export async function placeOrder(
  scope: ClientScope,
  wanted: StartOrder,
): Promise<Result<NextStep, StartRefusal>> {
  const started = await startOrder(scope, wanted);
  return started.ok ? ok(await goToCheckout(scope.clientId, started.value.id)) : started;
}

/** Opens (or finds) the checkout of an order; of one by bank transfer, its invoice. */
export async function goToCheckout(clientId: string, orderId: string): Promise<NextStep> {
  const order = await asSystem((tx) => findOrder(tx, clientId, orderId));
  if (order?.origin !== "checkout") {
    if (order && !(await issueInvoice(clientId, orderId))) await asSystem((tx) => askToInvoice(tx, order));
    return { to: `/orders/${orderId}`, external: false };
  }
  const way = await openCheckout(clientId, orderId);
  if (way.kind === "pay") return { to: way.url, external: true };
  if (way.kind === "later") await asSystem((tx) => askToOpen(tx, { clientId, id: orderId }));
  return { to: `/orders/${orderId}`, external: false };
}
