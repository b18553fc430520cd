import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { askToSync } from "./ask-for-jobs.server.ts";
import { writeInvoiceClosed } from "./bank-invoice/invoice-letters.server.ts";
import { issueInvoice } from "./bank-invoice/issue-invoice.server.ts";
import { expireOrder } from "./expire-order.server.ts";
import { fulfilCheckout } from "./fulfil-checkout.server.ts";
import { openCheckout } from "./open-checkout.server.ts";
import { writeCheckoutReady } from "./order-letters.server.ts";
import type { Order } from "./order.ts";
import { isInvoiceOrigin, isPayable } from "./rules/order-state.ts";
import { findOrder, listStaleOrders, noteOnOrder } from "./store.server.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Brings one order to what Stripe says of its checkout. One without a checkout or invoice gets it now, or expires when it is more than a day old. */
export async function syncOrder(clientId: string, orderId: string): Promise<void> {
  const order = await asSystem((tx) => findOrder(tx, clientId, orderId));
  if (!order || order.state === "paid") return;
  if (isInvoiceOrigin(order.origin)) {
    await syncTransfer(order);
  } else if (order.checkoutId) {
    await fulfilCheckout(order.checkoutId);
    await asSystem((tx) => noteOnOrder(tx, order, now(), {}));
  } else if (order.state === "open" && now().getTime() - order.createdAt.getTime() > dayMs) {
    await asSystem((tx) => expireOrder(tx, order, "never-opened"));
  } else if (isPayable(order.state)) {
    await openLater(clientId, orderId);
  }
}

/** Makes the invoice that an order by bank transfer still lacks. An order that is more than a day old and has no invoice at Stripe expires, with a letter; an overage invoice is made however long that takes. */
async function syncTransfer(order: Order): Promise<void> {
  if (order.state !== "open") return;
  if (order.invoice || order.coversMonth || now().getTime() - order.createdAt.getTime() <= dayMs) {
    if (!(await issueInvoice(order.clientId, order.id))) throw new Error("Stripe can't make the invoice yet");
    return;
  }
  await asSystem(async (tx) => {
    if (await expireOrder(tx, order, "never-invoiced")) await writeInvoiceClosed(tx, order, true);
  });
}

/** Opens a checkout that could not be opened while its buyer waited, and writes to the buyer; throws when Stripe still can't, so that the job runs again. */
export async function openLater(clientId: string, orderId: string): Promise<void> {
  const way = await openCheckout(clientId, orderId);
  if (way.kind === "later") throw new Error("Stripe can't open the checkout yet");
  if (way.kind !== "pay" || !way.fresh) return;
  await asSystem(async (tx) => {
    const order = await findOrder(tx, clientId, orderId);
    if (order) await writeCheckoutReady(tx, order);
  });
}

/** Enqueues a sync of every order that waits longer than it should, so that a lost event of Stripe's delays it only until the next run. */
export function reconcileOrders(): Promise<void> {
  const at = now().getTime();
  return asSystem(async (tx) => {
    for (const order of await listStaleOrders(
      tx,
      new Date(at - 10 * minuteMs),
      new Date(at - 60 * minuteMs),
      200,
    ))
      await askToSync(tx, order);
  });
}
