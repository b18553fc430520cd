import { findBalance } from "#app/billing/balance-store.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { readInScope, sqlStateOf, type Tx } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { transferOf } from "./bank-invoice/bank-account.server.ts";
import { shownTransfer } from "./bank-invoice/shown-transfer.server.ts";
import { fulfilCheckout } from "./fulfil-checkout.server.ts";
import type { Order } from "./order.ts";
import { findBuyer, findPerson, findSeller } from "#app/clients/parties-store.server.ts";
import { comesWithSignature, waitingTermsAt } from "./signed-terms/hour-terms.server.ts";
import { stripeTrouble } from "./stripe.server.ts";
import { describeMoney, listBack } from "./refund/order-money.server.ts";
import { findOrder, findOrderByCheckout, listPaidBeside } from "./store.server.ts";

/** For an hour after paying, the page says what the balance is now. */
const justPaidMs = 3_600_000;

/** The page of one order; null when the asker's client has no such order. */
export function getOrderPage(scope: ClientScope, orderId: string) {
  return readInScope(scope, async (tx) => {
    const order = await findOrder(tx, scope.clientId, orderId);
    return order && describe(tx, scope, order, false);
  });
}

/** The page that Stripe sends people back to: syncs the order first, if Stripe gives an answer. Null when the order is not their client's. */
export async function getReturnPage(scope: ClientScope, checkoutId: string) {
  const order = await readInScope(scope, (tx) => findOrderByCheckout(tx, scope.clientId, checkoutId));
  if (!order) return null;
  const isSynced = await syncCheckout(checkoutId);
  return readInScope(scope, async (tx) => {
    const present = await findOrder(tx, scope.clientId, order.id);
    return present && describe(tx, scope, present, !isSynced || present.state === "checkout");
  });
}

/** Brings the order to what Stripe says now; false when Stripe gives no answer, or the account is frozen. */
async function syncCheckout(checkoutId: string): Promise<boolean> {
  try {
    await fulfilCheckout(checkoutId);
    return true;
  } catch (error) {
    // A frozen account takes the payment later: its event stays in the queue.
    if (!stripeTrouble(error) && sqlStateOf(error) !== "TG005") throw error;
    return false;
  }
}

async function describe(tx: Tx, scope: ClientScope, order: Order, checking: boolean) {
  const buyer = await findPerson(tx, order.buyerId);
  const { name: mspName, bank: ownAccount } = await findSeller(tx);
  const { zone } = await findBuyer(tx, order.clientId);
  const transfer = transferOf(order);
  const money = await describeMoney(tx, order);
  const beside = order.state === "paid" && money.back !== "all" ? await listKeptBeside(tx, order) : [];
  const balance = await findBalance(tx, order.clientId);
  const waitsForSignature = await comesWithSignature(tx, order);
  const { clientId: _, buyerId: __, attempt: ___, paymentIntent: ____, ...shown } = order;
  return {
    order: shown,
    buyerName: buyer.name,
    mspName,
    zone,
    checking: checking && order.state !== "paid",
    waitsForSignature,
    signAt: waitsForSignature ? await waitingTermsAt(tx, scope, `/orders/${order.id}`) : "/agreements",
    balanceMinutes: (balance?.available_minutes ?? 0) - (balance?.owed_minutes ?? 0),
    money,
    transfer: transfer && shownTransfer(transfer, order.byHand ? transfer : ownAccount),
    paidOn: order.receivedOn ?? (order.paidAt && dayIn(zone, order.paidAt)),
    isJustPaid: order.paidAt !== null && now().getTime() - order.paidAt.getTime() < justPaidMs,
    dueOn: order.dueAt && dayIn(zone, order.dueAt),
    paidBeside: beside.map(({ id, number }) => ({ id, number })),
  };
}

/** Other orders that were paid within an hour of this one and are not refunded in full. */
async function listKeptBeside(tx: Tx, order: Order): Promise<Order[]> {
  const beside = await listPaidBeside(tx, order);
  const back = await listBack(tx, order.clientId, beside);
  return beside.filter(({ id }) => back.get(id)?.back !== "all");
}

export type OrderPage = NonNullable<Awaited<ReturnType<typeof getOrderPage>>>;
