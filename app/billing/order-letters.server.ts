import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";

import type { Order } from "./order.ts";
import { findSeller, listOrderReaders } from "#app/clients/parties-store.server.ts";

async function write(
  tx: Tx,
  order: Order,
  template: string,
  key: string,
  extra: Record<string, unknown> = {},
): Promise<void> {
  const seller = await findSeller(tx);
  const { number, minutes, netMinor, vatMinor, vatKind, vatRateBp, grossMinor, currency } = order;
  for (const person of await listOrderReaders(tx, order)) {
    await queueLetter(tx, {
      key: `${template}:${key}${person.key}`,
      clientId: order.clientId,
      to: person.email,
      locale: person.locale,
      template,
      props: {
        name: person.name,
        mspName: seller.name,
        url: `${env().origin}/orders/${order.id}`,
        order: { number, minutes, netMinor, vatMinor, vatKind, vatRateBp, grossMinor, currency },
        ...extra,
      },
    });
  }
}

/** To the buyer, once a payment: the hours are there; `balanceMinutes` may lie below zero. */
export function writeHoursBought(
  tx: Tx,
  order: Order,
  payment: string,
  balanceMinutes: number,
): Promise<void> {
  return write(tx, order, "hours-bought", `${order.id}:${payment}`, { balanceMinutes });
}

/** To the buyer, once an order: the bank still has to say; the hours follow. */
export function writePaymentOnItsWay(tx: Tx, order: Order): Promise<void> {
  return write(tx, order, "payment-on-its-way", order.id);
}

/** To the buyer, once an order: the payment did not come through, nothing was credited. */
export function writePaymentFailed(tx: Tx, order: Order): Promise<void> {
  return write(tx, order, "payment-failed", order.id);
}

/** To the buyer, once an attempt: the checkout that could not be opened is open now. */
export function writeCheckoutReady(tx: Tx, order: Order): Promise<void> {
  return write(tx, order, "checkout-ready", `${order.id}:${order.attempt}`);
}
