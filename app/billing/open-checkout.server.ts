import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";

import { closeCheckout } from "./close-checkout.server.ts";
import { createSession } from "./create-session.server.ts";
import type { Order } from "./order.ts";
import { closeCheckouts, syncOrderCustomer } from "./order-customer.server.ts";
import { findBuyer, findPerson, findSeller } from "#app/clients/parties-store.server.ts";
import { findTaxRate } from "./stripe-tax-rate.server.ts";
import { stripeTrouble } from "./stripe.server.ts";
import { noteTotalDiffers } from "./total-differs.server.ts";
import { findOrder, listEarlierCheckouts, moveOrder, nextAttempt } from "./store.server.ts";

/** What became of opening a checkout: Stripe's page to pay on (`fresh`: opened now), later (Stripe gave no answer; the order is kept), or the order's state has changed. */
export type CheckoutWay =
  { kind: "pay"; url: string; fresh: boolean } | { kind: "later" } | { kind: "moved-on" };

/** Opens (or finds) the one checkout of an order; when Stripe gives no answer the order stays as it is. */
export async function openCheckout(clientId: string, orderId: string): Promise<CheckoutWay> {
  const known = await asSystem((tx) => findOrder(tx, clientId, orderId));
  if (!known || known.state !== "open") return wayOf(known);
  const session = await createCheckout(known);
  if (!session) return { kind: "later" };
  const { moved, order } = await asSystem(async (tx) => ({
    moved: await moveOrder(tx, known, "checkout", now(), {
      stripeCheckoutId: session.id,
      checkoutUrl: session.url,
      failure: null,
    }),
    order: await findOrder(tx, clientId, orderId),
  }));
  if (!moved && order?.checkoutId !== session.id) {
    // The order was cancelled while Stripe opened the checkout: it may not be paid any more.
    await closeCheckout(session.id);
  }
  if (!moved) return wayOf(order);
  // A client has one open checkout a block, so that a forgotten tab can't pay again.
  await closeCheckouts(await asSystem((tx) => listEarlierCheckouts(tx, known)));
  return session.url ? { kind: "pay", url: session.url, fresh: true } : { kind: "moved-on" };
}

function wayOf(order: Order | null): CheckoutWay {
  return order?.state === "checkout" && order.checkoutUrl
    ? { kind: "pay", url: order.checkoutUrl, fresh: false }
    : { kind: "moved-on" };
}

/** Creates the session at Stripe; null when Stripe gives no answer, or reckons another total than the order. */
async function createCheckout(order: Order): Promise<{ id: string; url: string | null } | null> {
  const { buyer, seller, person } = await asSystem(async (tx) => ({
    buyer: await findBuyer(tx, order.clientId),
    seller: await findSeller(tx),
    person: await findPerson(tx, order.buyerId),
  }));
  try {
    const customerId = await syncOrderCustomer(order, buyer);
    const taxRateId =
      order.vatKind === "standard" ? await findTaxRate(seller.country, order.vatRateBp) : null;
    const session = await createSession({
      order,
      seller,
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
    await asSystem(async (tx) => {
      await noteTotalDiffers(tx, order, session.amount_total ?? 0);
      await nextAttempt(tx, order, now());
    });
    return null;
  } catch (error) {
    const trouble = stripeTrouble(error);
    if (!trouble) throw error;
    await asSystem((tx) => (trouble.unknown ? Promise.resolve() : nextAttempt(tx, order, now())));
    return null;
  }
}
