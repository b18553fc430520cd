import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { log } from "#app/platform/log.server.ts";

import { closeCheckout } from "./close-checkout.server.ts";
import { createSession } from "./create-session.server.ts";
import { expireOrder } from "./expire-order.server.ts";
import type { Order } from "./order.ts";
import { findBuyer, findPerson, findSeller } from "#app/clients/parties-store.server.ts";
import { syncStripeCustomer } from "./stripe-customer.server.ts";
import { findTaxRate } from "./stripe-tax-rate.server.ts";
import { stripeTrouble } from "./stripe.server.ts";
import { findOrder, listEarlierCheckouts, moveOrder, nextAttempt } from "./store.server.ts";

/** Where the buyer goes: to Stripe's page, nowhere yet (the order is kept, a job goes on), or to an order that has moved on. */
export type CheckoutWay =
  { kind: "pay"; url: string; fresh: boolean } | { kind: "later" } | { kind: "moved-on" };

/** Opens (or finds) the one checkout of an order; when Stripe can't be reached the order stays as it is. */
export async function openCheckout(clientId: string, orderId: string): Promise<CheckoutWay> {
  const known = await asSystem((tx) => findOrder(tx, clientId, orderId));
  if (!known || known.state !== "open") return wayOf(known);
  const session = await askStripe(known);
  if (!session) return { kind: "later" };
  const { moved, order } = await asSystem(async (tx) => ({
    moved: await moveOrder(tx, known, "checkout", now(), {
      stripeCheckoutId: session.id,
      checkoutUrl: session.url,
    }),
    order: await findOrder(tx, clientId, orderId),
  }));
  if (!moved && order?.checkoutId !== session.id) {
    // Somebody gave the order up while Stripe was at work: nobody may pay it any more.
    await closeCheckout(session.id);
  }
  if (!moved) return wayOf(order);
  await replaceEarlier(known);
  return session.url ? { kind: "pay", url: session.url, fresh: true } : { kind: "moved-on" };
}

function wayOf(order: Order | null): CheckoutWay {
  return order?.state === "checkout" && order.checkoutUrl
    ? { kind: "pay", url: order.checkoutUrl, fresh: false }
    : { kind: "moved-on" };
}

async function askStripe(order: Order): Promise<{ id: string; url: string | null } | null> {
  const scope = { kind: "system" } as const;
  const { buyer, seller, person } = await asSystem(async (tx) => ({
    buyer: await findBuyer(tx, order.clientId),
    seller: await findSeller(tx),
    person: await findPerson(tx, order.buyerId),
  }));
  try {
    const customerId = await syncStripeCustomer(
      scope,
      { ...buyer, vatNumber: order.vatNumber },
      order.vatKind,
    );
    const taxRateId =
      order.vatKind === "standard" ? await findTaxRate(seller.country, order.vatRateBp) : null;
    const session = await createSession({
      order,
      parties: { buyer, seller },
      customerId,
      taxRateId,
      locale: person.locale,
    });
    if (session.amount_total === order.grossMinor && session.currency === order.currency.toLowerCase())
      return session;
    log.error(
      { order: order.number, expected: order.grossMinor, stripe: session.amount_total },
      "Stripe's total differs from the order's: the checkout is closed",
    );
    await closeCheckout(session.id);
    await asSystem((tx) => nextAttempt(tx, order, now()));
    return null;
  } catch (error) {
    const trouble = stripeTrouble(error);
    if (!trouble) throw error;
    await asSystem((tx) => (trouble.unknown ? Promise.resolve() : nextAttempt(tx, order, now())));
    return null;
  }
}

/** One block, one open checkout a client: what stood open before it is closed, so that a forgotten tab can't pay again. */
async function replaceEarlier(order: Order): Promise<void> {
  const earlier = await asSystem((tx) => listEarlierCheckouts(tx, order));
  for (const old of earlier) {
    if (!old.checkoutId || !(await closeCheckout(old.checkoutId))) await asSystem((tx) => askToSync(tx, old));
    else await asSystem((tx) => expireOrder(tx, old, "replaced"));
  }
}

/** Asks for a look at what Stripe says of an order. */
export function askToSync(tx: Tx, order: Pick<Order, "clientId" | "id">, runAt?: Date): Promise<void> {
  return enqueue(
    tx,
    "billing.sync-order",
    { clientId: order.clientId, orderId: order.id },
    { key: `sync-order:${order.id}`, ...(runAt ? { runAt } : {}) },
  );
}

/** Asks for another try at the checkout, for when Stripe could not be reached. */
export function askToOpen(tx: Tx, order: Pick<Order, "clientId" | "id">): Promise<void> {
  return enqueue(
    tx,
    "billing.open-checkout",
    { clientId: order.clientId, orderId: order.id },
    { key: `open-checkout:${order.id}`, runAt: new Date(now().getTime() + 30_000) },
  );
}
