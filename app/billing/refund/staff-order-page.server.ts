import { may } from "#app/identity/permission.ts";
import { billingAccess } from "#app/billing/access.ts";
import { findClientOfOrder } from "#app/billing/order-list-store.server.ts";
import { findBuyer, findPerson } from "#app/clients/parties-store.server.ts";
import type { Order } from "#app/billing/order.ts";
import { listOrderTasks } from "#app/billing/reconcile/task-store.server.ts";
import { isInvoiceOrigin } from "#app/billing/rules/order-state.ts";
import { comesWithSignature } from "#app/billing/signed-terms/hour-terms.server.ts";
import { findOrder, listOrders } from "#app/billing/store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";

import { describeMoney, listBack } from "./order-money.server.ts";
import { listRefunds } from "./refund-store.server.ts";

/** One order as the people of the MSP see it: payment, hours, what went back; null when there is none. */
export function getStaffOrderPage(scope: StaffScope, orderId: string) {
  return readInScope(scope, async (tx) => {
    const found = await findClientOfOrder(tx, orderId);
    const order = found && (await findOrder(tx, found.clientId, orderId));
    if (!order) return null;
    const buyer = await findPerson(tx, order.buyerId);
    const { name: clientName, zone } = await findBuyer(tx, order.clientId);
    return {
      order,
      buyerName: buyer.name,
      clientName,
      zone,
      today: dayIn(zone, now()),
      money: await withRefusals(tx, order),
      waitsForSignature: await comesWithSignature(tx, order),
      isStuck: (await listOrderTasks(tx, order.clientId, order.id, ["order-stuck"])).length > 0,
      mayHandle: may(scope, billingAccess.handleMoney),
      throughStripe:
        order.paymentIntent?.startsWith("pi_") === true ||
        (isInvoiceOrigin(order.origin) && order.paymentMethod !== null),
    };
  });
}

/** What went back of an order, with Stripe's own words where it refused. */
async function withRefusals(tx: Tx, order: Order) {
  const money = await describeMoney(tx, order);
  const refused = new Map(
    (await listRefunds(tx, order.clientId, order.id)).map(({ id, state, error }) => [
      id,
      state === "refused" ? error : null,
    ]),
  );
  return { ...money, rows: money.rows.map((row) => ({ ...row, stripeSaid: refused.get(row.key) ?? null })) };
}

export type StaffOrderPage = NonNullable<Awaited<ReturnType<typeof getStaffOrderPage>>>;

/** A client's last orders, newest first, for the people of the MSP. */
export function getClientOrders(scope: StaffScope, clientId: string) {
  return readInScope(scope, async (tx) => {
    const orders = await listOrders(tx, clientId, 10);
    const back = await listBack(tx, clientId, orders);
    return orders.map(({ id, number, minutes, grossMinor, currency, state, createdAt }) => ({
      id,
      number,
      minutes,
      grossMinor,
      currency,
      state,
      createdAt,
      back: back.get(id)?.back ?? ("none" as const),
    }));
  });
}

export type ClientOrder = Awaited<ReturnType<typeof getClientOrders>>[number];
