import { asSystem } from "#app/platform/db.server.ts";

import { askToSync } from "./ask-for-jobs.server.ts";
import { closeCheckout } from "./close-checkout.server.ts";
import { expireOrder } from "./expire-order.server.ts";
import type { Order } from "./order.ts";
import type { Buyer } from "#app/clients/parties-store.server.ts";
import { syncStripeCustomer } from "./stripe-customer.server.ts";
import { listCheckoutsBilledOtherwise } from "./store.server.ts";

/** Brings the client's customer at Stripe to the details that the order keeps, and returns its id. Stripe writes a checkout's invoice when it is paid, with the customer's details of then: so open checkouts with other details are closed first. */
export async function syncOrderCustomer(
  order: Order,
  buyer: Pick<Buyer, "clientId" | "stripeCustomerId" | "locale">,
): Promise<string> {
  await closeCheckouts(await asSystem((tx) => listCheckoutsBilledOtherwise(tx, order)));
  return syncStripeCustomer({ kind: "system" }, buyer, order);
}

/** Closes the checkouts of orders that another one replaces, and expires them. One that can't be closed may have been paid: its sync is enqueued. */
export async function closeCheckouts(orders: Order[]): Promise<void> {
  for (const order of orders) {
    const closed = order.checkoutId !== null && (await closeCheckout(order.checkoutId));
    await asSystem(async (tx) => {
      if (closed) await expireOrder(tx, order, "replaced");
      else await askToSync(tx, order);
    });
  }
}
