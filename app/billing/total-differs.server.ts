import { openTask } from "#app/billing/reconcile/task-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

import type { Order } from "./order.ts";
import { noteOnOrder } from "./store.server.ts";

/** Keeps that Stripe reckons another total (minor units) for an order, so that nobody could be charged: the order says so, and a task is open until a checkout or an invoice fits, or the order ends. */
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
