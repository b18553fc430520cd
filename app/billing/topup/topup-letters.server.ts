import { transferOf } from "#app/billing/bank-invoice/bank-account.server.ts";
import { letterOrder, type Order } from "#app/billing/order.ts";
import { noticeDays } from "#app/billing/rules/collection.ts";
import { findBuyer, findPerson, findSeller, listBuyers } from "#app/clients/parties-store.server.ts";
import { addDays } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { queueLetter, type NamedLetter } from "#app/platform/mail/letters.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import type { TopupSetting } from "./attempt-store.server.ts";
import type { NoOrder } from "./order-topup.server.ts";

/** The props of every letter about topping up. */
type Common = { name: string; mspName: string; clientName: string; url: string };

/** Queues a letter to each of the client's people who may buy, in their own language; once a key. */
async function writeToBuyers(
  tx: Tx,
  clientId: string,
  key: string,
  letterTo: (common: Common) => NamedLetter,
): Promise<void> {
  const { name: mspName } = await findSeller(tx);
  const { name: clientName } = await findBuyer(tx, clientId);
  for (const person of await listBuyers(tx, clientId)) {
    const letter = letterTo({ name: person.name, mspName, clientName, url: `${env().origin}/top-up` });
    await queueLetter(tx, {
      key: `${letter.template}:${key}:${person.userId}`,
      clientId,
      to: person.email,
      locale: person.locale,
      ...letter,
    });
  }
}

function orderProps(order: Order) {
  return { url: `${env().origin}/orders/${order.id}`, order: letterOrder(order) };
}

/** After each top-up: what was bought, how it was paid, and the balance now (minutes; below zero for debt). */
export function writeToppedUp(
  tx: Tx,
  order: Order,
  method: string | null,
  balanceMinutes: number,
): Promise<void> {
  return writeToBuyers(tx, order.clientId, order.id, (common) => ({
    template: "topup-done",
    props: { ...common, ...orderProps(order), method, balanceMinutes },
  }));
}

/** The notice that SEPA asks for once a direct debit was handed to Stripe: how much, from which account, and the earliest day on which the bank takes the money. Once a debit. */
export async function writeTopupDebit(
  tx: Tx,
  order: Order,
  debit: Pick<Method, "type" | "last4"> & { key: string; at: Date },
): Promise<void> {
  const { zone } = await findBuyer(tx, order.clientId);
  const { creditorId } = await findSeller(tx);
  return writeToBuyers(tx, order.clientId, debit.key, (common) => ({
    template: "topup-debit",
    props: {
      ...common,
      ...orderProps(order),
      type: debit.type,
      last4: debit.last4,
      creditorId,
      fromOn: addDays(dayIn(zone, debit.at), noticeDays),
    },
  }));
}

/** After a decline: when it is tried again, and where it can be paid at once. Once an order and payment method, so at the first decline of each. */
export async function writeTopupDeclined(
  tx: Tx,
  order: Order,
  { methodId, payUrl, againAt }: { methodId: string | null; payUrl: string | null; againAt: Date },
): Promise<void> {
  const { zone } = await findBuyer(tx, order.clientId);
  return writeToBuyers(tx, order.clientId, `${order.id}:${methodId ?? ""}`, (common) => ({
    template: "topup-declined",
    props: {
      ...common,
      ...orderProps(order),
      payUrl: payUrl ?? orderProps(order).url,
      againOn: dayIn(zone, againAt),
    },
  }));
}

/** The bank asks a person to confirm the payment. */
export function writeTopupAction(tx: Tx, order: Order, payUrl: string | null): Promise<void> {
  return writeToBuyers(tx, order.clientId, order.id, (common) => ({
    template: "topup-action",
    props: { ...common, ...orderProps(order), payUrl: payUrl ?? orderProps(order).url },
  }));
}

/** The invoice for the next block, which the client asked for, with the account that it is to be paid to. */
export async function writeTopupInvoice(
  tx: Tx,
  order: Order,
  { url: payUrl, number, dueAt }: { url: string | null; number: string | null; dueAt: Date | null },
): Promise<void> {
  const { zone } = await findBuyer(tx, order.clientId);
  return writeToBuyers(tx, order.clientId, order.id, (common) => ({
    template: "topup-invoice",
    props: {
      ...common,
      ...orderProps(order),
      payUrl: payUrl ?? orderProps(order).url,
      dueOn: dueAt ? dayIn(zone, dueAt) : null,
      onTrust: order.onTrust,
      transfer: transferOf({
        ...order,
        state: "invoiced",
        invoice: order.invoice && { ...order.invoice, number: number ?? order.invoice.number },
      }),
    },
  }));
}

export type StopReason =
  /** The method was refused for good, or too often. */
  | "declined"
  /** The invoice was voided or written off. */
  | "voided"
  /** A payment is in dispute: the invoice stays open. */
  | "disputed"
  /** No method is saved any more: the invoice stays open. */
  | "method-gone"
  /** Suspended for another reason: the invoice stays open. */
  | "suspended"
  /** No order could be made, so there is no invoice. */
  | Exclude<NoOrder, "attempt-gone" | "vat-held">;

/** No top-up follows until somebody acts: why, and where the open order, if any, can be paid. Once a `key`. */
export function writeTopupSuspended(
  tx: Tx,
  clientId: string,
  stop: { key: string; reason: StopReason; order: Order | null; url: string | null },
): Promise<void> {
  return writeToBuyers(tx, clientId, stop.key, (common) => ({
    template: "topup-stopped",
    props: {
      ...common,
      reason: stop.reason,
      payUrl: stop.url,
      ...(stop.order ? { order: orderProps(stop.order).order } : { order: null }),
    },
  }));
}

/** A top-up's invoice is overdue: what of it is still open, and that nothing is topped up until it is paid or given up. */
export async function writeTopupOverdue(tx: Tx, order: Order): Promise<void> {
  const { zone } = await findBuyer(tx, order.clientId);
  const props = {
    ...orderProps(order),
    payUrl: order.invoice?.url ?? orderProps(order).url,
    openMinor: order.grossMinor - order.paidMinor,
    transfer: transferOf(order),
    dueOn: dayIn(zone, order.dueAt ?? order.createdAt),
  };
  return writeToBuyers(tx, order.clientId, order.id, (common) => ({
    template: "topup-overdue",
    props: { ...common, ...props },
  }));
}

type Cap = Pick<TopupSetting, "maxPer30d" | "maxMinorPer30d">;

/** The cap is used up: this order is the last top-up that it allows for now. */
export function writeLastWithinCap(
  tx: Tx,
  order: Order,
  { maxPer30d, maxMinorPer30d }: Cap,
  use: { count: number; grossMinor: number },
): Promise<void> {
  return writeToBuyers(tx, order.clientId, order.id, (common) => ({
    template: "topup-cap",
    props: { ...common, held: false, maxPer30d, maxMinorPer30d, currency: order.currency, count: use.count },
  }));
}

/** A top-up is needed, and a cap, of number or amount, keeps it from being made; `use` is what was topped up in the last 30 days. */
export async function writeHeldByCap(
  tx: Tx,
  clientId: string,
  cappedAt: Date,
  { maxPer30d, maxMinorPer30d }: Cap,
  use: { count: number },
): Promise<void> {
  const { currency } = await findBuyer(tx, clientId);
  return writeToBuyers(tx, clientId, `held:${clientId}:${cappedAt.toISOString()}`, (common) => ({
    template: "topup-cap",
    props: { ...common, held: true, maxPer30d, maxMinorPer30d, currency, count: use.count },
  }));
}

type Method = { id: string; clientId: string; type: string; last4: string };

/** The saved card runs out within a month. */
export function writeMethodExpiring(
  tx: Tx,
  { id, clientId, type, last4 }: Method,
  expires: { month: number; year: number },
): Promise<void> {
  return writeToBuyers(tx, clientId, `${id}:${expires.year}-${expires.month}`, (common) => ({
    template: "method-expiring",
    props: { ...common, type, last4, ...expires },
  }));
}

/** The saved method can't be charged any more: its bank, or its owner at the bank, has withdrawn it. */
export function writeMethodEnded(tx: Tx, { id, clientId, type, last4 }: Method): Promise<void> {
  return writeToBuyers(tx, clientId, id, (common) => ({
    template: "method-ended",
    props: { ...common, type, last4 },
  }));
}

/** To the person who saved a method: it may be charged from now on, by the mandate that was agreed to. */
export async function writeMethodSaved(
  tx: Tx,
  { id, clientId, type, last4 }: Method,
  userId: string,
  mandate: { version: string; text: string },
): Promise<void> {
  const person = await findPerson(tx, userId);
  const { name: mspName } = await findSeller(tx);
  const { name: clientName } = await findBuyer(tx, clientId);
  await queueLetter(tx, {
    key: `method-saved:${id}`,
    clientId,
    to: person.email,
    locale: person.locale,
    template: "method-saved",
    props: {
      name: person.name,
      mspName,
      clientName,
      url: `${env().origin}/top-up`,
      type,
      last4,
      mandateVersion: mandate.version,
      mandateText: mandate.text,
    },
  });
}
