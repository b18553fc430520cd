import { openTask } from "#app/billing/reconcile/task-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

import type { Order } from "./order.ts";
import { noteOnOrder } from "./store.server.ts";

/** Notes on an order that Stripe reckons another total (minor units), so that it can't be paid. Opens a task that stays until a checkout or an invoice has the order's total, or the order ends. */
export async function noteTotalDiffers(tx: Tx, order: Order, stripeMinor: number): Promise<void> {
  await noteOnOrder(tx, order, now(), { failure: "total-differs" });
  await openTask(tx, {
    kind: "order-total-differs",
    subject: order.id,
    clientId: order.clientId,
    detail: {
      order: order.number,
      orderId: order.id,
      amountMinor: stripeMinor,
      bookedMinor: order.grossMinor,
      currency: order.currency,
    },
  });
}
