import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

import type { Order } from "./order.ts";
import { moveOrder } from "./store.server.ts";

/** Ends an order that can't be paid any more, with its audit row; false when the order has changed state meanwhile. */
export async function expireOrder(
  tx: Tx,
  order: Order,
  why: "replaced" | "never-opened" | "never-invoiced",
): Promise<boolean> {
  if (!(await moveOrder(tx, order, "expired", now(), { failure: why, checkoutUrl: null }))) return false;
  await appendAudit(tx, "system", {
    action: "order.expired",
    target: `order:${order.number}`,
    clientId: order.clientId,
    detail: { why },
  });
  return true;
}
