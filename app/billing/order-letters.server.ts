import type { Tx } from "#app/platform/db.server.ts";
import { findCardMinutes } from "#app/hours/store/card-minutes.server.ts";
import { env } from "#app/platform/env.server.ts";
import { queueLetter, type NamedLetter } from "#app/platform/mail/letters.server.ts";

import { letterOrder, type Order } from "./order.ts";
import { findSeller, listOrderReaders } from "#app/clients/parties-store.server.ts";

/** The props of every letter about an order. */
type Common = { name: string; mspName: string; url: string; order: ReturnType<typeof letterOrder> };

/** Queues a letter to each reader of the order, in their own language; once a key. */
async function writeToReaders(
  tx: Tx,
  order: Order,
  key: string,
  letterTo: (common: Common) => NamedLetter,
): Promise<void> {
  const seller = await findSeller(tx);
  for (const person of await listOrderReaders(tx, order)) {
    const letter = letterTo({
      name: person.name,
      mspName: seller.name,
      url: `${env().origin}/orders/${order.id}`,
      order: letterOrder(order),
    });
    await queueLetter(tx, {
      key: `${letter.template}:${key}${person.key}`,
      clientId: order.clientId,
      to: person.email,
      locale: person.locale,
      ...letter,
    });
  }
}

/** To the buyer, once a payment: the hours are credited; `balanceMinutes` is below zero for debt. */
export async function writeHoursBought(
  tx: Tx,
  order: Order,
  payment: string,
  balanceMinutes: number,
): Promise<void> {
  const cardMinutes = await findCardMinutes(tx, order.clientId);
  return writeToReaders(tx, order, `${order.id}:${payment}`, (common) => ({
    template: "hours-bought",
    props: { ...common, balanceMinutes, cardMinutes },
  }));
}

/** To the buyer, once an order: the bank has not decided yet; the hours come when it has. */
export function writePaymentOnItsWay(tx: Tx, order: Order): Promise<void> {
  return writeToReaders(tx, order, order.id, (props) => ({ template: "payment-on-its-way", props }));
}

/** To the buyer, once an order: the payment failed, and nothing was credited. */
export function writePaymentFailed(tx: Tx, order: Order): Promise<void> {
  return writeToReaders(tx, order, order.id, (props) => ({ template: "payment-failed", props }));
}

/** To the buyer, once an attempt: the checkout that could not be opened is open now. */
export function writeCheckoutReady(tx: Tx, order: Order): Promise<void> {
  return writeToReaders(tx, order, `${order.id}:${order.attempt}`, (props) => ({
    template: "checkout-ready",
    props,
  }));
}
