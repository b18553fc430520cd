import { creditHours } from "#app/billing/credit-payment.server.ts";
import type { Order } from "#app/billing/order.ts";
import { noteOnOrder } from "#app/billing/store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** Gives the hours of an order whose invoice stands open, where they are given on trust; once an order. */
export async function creditOnTrust(tx: Tx, order: Order): Promise<void> {
  if (!order.onTrust || order.lotId !== null || !order.invoice) return;
  const credit = await creditHours(tx, order, null, order.id, order.invoice.id);
  await noteOnOrder(tx, order, now(), { lotId: credit.lotId });
}
