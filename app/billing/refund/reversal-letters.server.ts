import type { Synced } from "#app/hours/ledger.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { queueLetter, type NamedLetter } from "#app/platform/mail/letters.server.ts";

import type { LedgerPayment, PaymentHours } from "#app/billing/reconcile/payment-store.server.ts";
import type { Order } from "#app/billing/order.ts";
import {
  findBuyer,
  findSeller,
  listMoneyStaff,
  listOrderReaders,
} from "#app/clients/parties-store.server.ts";
import { isOpenDispute, type Reversal } from "#app/billing/rules/reversal.ts";

import { listRefunds, type RefundRequest } from "./refund-store.server.ts";

/** What a letter about a refund or dispute is written from. */
export type LetterAbout = {
  payment: LedgerPayment;
  order: Order | null;
  reversal: Reversal;
  hours: PaymentHours | null;
  synced: Synced;
};

/** To the buyer, once a refund: so much money comes back, so many hours went. */
export async function writeRefundMade(tx: Tx, about: LetterAbout): Promise<void> {
  const { hours, synced } = about;
  const request = await findRequest(tx, about);
  return toBuyer(tx, about, (common) => ({
    template: "refund-made",
    props: {
      ...common,
      takenMinutes: hours?.takenMinutes ?? 0,
      usedAlreadyMinutes: hours?.usedAlreadyMinutes ?? 0,
      owedMinutes: hours?.owedMinutes ?? 0,
      balanceMinutes: synced.availableMinutes - synced.owedMinutes,
      reason: request?.reason ?? null,
      creditNote: request?.creditNoteNumber ?? null,
    },
  }));
}

/** What staff asked for that became this; one that is at Stripe at this moment has no name there yet, and is known by its amount. */
async function findRequest(
  tx: Tx,
  { order, reversal: { stripeId, amountMinor } }: LetterAbout,
): Promise<RefundRequest | null> {
  const requests = order ? await listRefunds(tx, order.clientId, order.id) : [];
  const named = requests.find(
    ({ stripeRefund, stripeCreditNote }) => stripeRefund === stripeId || stripeCreditNote === stripeId,
  );
  return named ?? requests.find((one) => one.state === "asked" && one.amountMinor === amountMinor) ?? null;
}

/** To the buyer, once a refund: the money could not be paid back, the hours are there again. */
export function writeRefundFailed(tx: Tx, about: LetterAbout): Promise<void> {
  const balanceMinutes = about.synced.availableMinutes - about.synced.owedMinutes;
  return toBuyer(tx, about, (common) => ({
    template: "refund-failed",
    props: { ...common, balanceMinutes },
  }));
}

/** To the MSP's owner and finance, once a state: a bank takes a payment back, until when it can be answered, how it ended. */
export async function writeDispute(tx: Tx, about: LetterAbout, over: boolean): Promise<void> {
  const { payment, order, reversal, synced } = about;
  const { name: mspName } = await findSeller(tx);
  const client = await findBuyer(tx, payment.clientId);
  for (const person of await listMoneyStaff(tx)) {
    await queueLetter(tx, {
      key: `dispute:${reversal.stripeId}:${reversal.state}:${person.userId}`,
      clientId: null,
      to: person.email,
      locale: person.locale,
      template: over ? "dispute-closed" : "dispute-opened",
      props: {
        name: person.name,
        mspName,
        clientName: client.name,
        zone: client.zone,
        orderNumber: order?.number ?? null,
        url: `${env().origin}${order ? `/staff/orders/${order.id}` : "/staff/tasks"}`,
        amountMinor: reversal.amountMinor,
        currency: payment.currency,
        heldMinutes: synced.heldMinutes,
        state: reversal.state,
        dueAt: reversal.dueAt?.toISOString() ?? null,
      },
    });
  }
}

/** To the buyer, once while a dispute holds the hours and once when it is decided; an inquiry holds none and is the MSP's to answer. */
export async function writeDisputeForClient(
  tx: Tx,
  about: LetterAbout,
  topupStopped: boolean,
): Promise<void> {
  const { reversal, hours, synced } = about;
  const state = isOpenDispute(reversal) ? "open" : reversal.state;
  if (state !== "open" && state !== "won" && state !== "lost") return;
  return toBuyer(
    tx,
    about,
    (common) => ({
      template: "dispute-for-client",
      props: {
        ...common,
        state,
        topupStopped,
        heldMinutes: hours?.heldMinutes ?? 0,
        owedMinutes: hours?.owedMinutes ?? 0,
        balanceMinutes: synced.availableMinutes - synced.owedMinutes,
      },
    }),
    `:${state}`,
  );
}

/** What every letter about a refund or dispute holds for a buyer. */
type Common = {
  name: string;
  mspName: string;
  url: string;
  number: number;
  amountMinor: number;
  currency: string;
};

async function toBuyer(
  tx: Tx,
  { payment, order, reversal }: LetterAbout,
  letterTo: (common: Common) => NamedLetter,
  which = "",
): Promise<void> {
  if (!order) return;
  const { name: mspName } = await findSeller(tx);
  for (const person of await listOrderReaders(tx, order)) {
    const letter = letterTo({
      name: person.name,
      mspName,
      url: `${env().origin}/orders/${order.id}`,
      number: order.number,
      amountMinor: reversal.amountMinor,
      currency: payment.currency,
    });
    await queueLetter(tx, {
      key: `${letter.template}:${reversal.stripeId}${which}${person.key}`,
      clientId: payment.clientId,
      to: person.email,
      locale: person.locale,
      ...letter,
    });
  }
}
