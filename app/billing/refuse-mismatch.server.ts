import { closeTask, openTask } from "#app/billing/reconcile/task-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";

import type { Order } from "./order.ts";
import { moveOrder, noteOnOrder } from "./store.server.ts";

/** How a payment at Stripe differs from its order; minor units with VAT. */
export type Mismatch = {
  mismatch: "currency" | "amount" | "customer";
  amountMinor: number;
  currency: string;
  /** The payment was refunded in full, so that nobody has to do anything. */
  isRefunded: boolean;
};

/** Notes on a locked order, once, that a payment differs from it: nothing is credited, and a task stays open until the payment is refunded in full. */
export async function refuseMismatch(tx: Tx, order: Order, paid: Mismatch): Promise<void> {
  if (paid.isRefunded) return endMismatch(tx, order);
  const failure = `mismatch-${paid.mismatch}`;
  log.error(
    { order: order.number, mismatch: paid.mismatch },
    "a payment differs from its order: nothing was credited",
  );
  if (order.failure === failure) return;
  await noteOnOrder(tx, order, now(), { failure });
  await openTask(tx, {
    kind: "payment-differs",
    subject: order.id,
    clientId: order.clientId,
    detail: {
      order: order.number,
      orderId: order.id,
      amountMinor: paid.amountMinor,
      currency: paid.currency.toUpperCase(),
      bookedMinor: order.grossMinor,
      bookedCurrency: order.currency,
      mismatch: paid.mismatch,
    },
  });
  await appendAudit(tx, "system", {
    action: "order.payment-mismatch",
    target: `order:${order.number}`,
    clientId: order.clientId,
    result: "refused",
    detail: { mismatch: paid.mismatch, amountMinor: paid.amountMinor },
  });
}

async function endMismatch(tx: Tx, order: Order): Promise<void> {
  await closeTask(tx, "payment-differs", order.id);
  if (order.state === "paid" || order.failure === "mismatch-refunded") return;
  const ended = { failure: "mismatch-refunded", checkoutUrl: null };
  // An order whose charge was declined before has failed already: the new reason is noted on it.
  if (!(await moveOrder(tx, order, "failed", now(), ended))) await noteOnOrder(tx, order, now(), ended);
  await appendAudit(tx, "system", {
    action: "order.payment-failed",
    target: `order:${order.number}`,
    clientId: order.clientId,
    result: "refused",
    detail: { reason: "mismatch-refunded" },
  });
}
