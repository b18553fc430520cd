import type Stripe from "stripe";

import { makeOnce } from "#app/billing/make-once.server.ts";
import { isToCollect } from "#app/billing/rules/collection.ts";
import { numberLook } from "#app/billing/store.server.ts";
import { isStale, stripe, whileSomebodyWaits } from "#app/billing/stripe.server.ts";
import { findMethodById, type SavedMethod } from "#app/billing/topup/method-store.server.ts";
import { invoicePayments, latestPayment } from "#app/billing/topup/topup-invoice.server.ts";
import { readTrouble } from "#app/billing/topup/topup-stripe.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { log } from "#app/platform/log.server.ts";

import { collectableNow } from "./collection-page.server.ts";
import { isCreditAsked } from "./credit-note-store.server.ts";
import { leaveToPay } from "./leave-to-pay.server.ts";
import type { MonthInvoice } from "./month-invoice.ts";
import {
  listToCollect,
  listUnheardDebits,
  lockMonthInvoice,
  moveCollection,
} from "./month-invoice-store.server.ts";
import { syncMonthInvoice } from "./sync-month.server.ts";

/** Collects every invoice whose day has come, and asks Stripe of each debit of which nothing was heard for a day: the news of it may be lost. */
export async function collectDue(): Promise<void> {
  const dayBefore = new Date(now().getTime() - 86_400_000);
  const all = await asSystem(async (tx) => [
    ...(await listToCollect(tx, now())).map((one) => ({ ...one, act: collectMonth })),
    ...(await listUnheardDebits(tx, dayBefore)).map((one) => ({ ...one, act: syncMonthInvoice })),
  ]);
  await eachInTurn(all, ({ clientId, id, act }) => act(clientId, id), {
    says: "a month's invoice could not be collected",
    facts: ({ clientId, id }) => ({ client: clientId, invoice: id }),
  });
}

/** Collects an open invoice by the client's saved way to pay once its day has come: one debit at most, whoever comes, however often. Where Stripe gives no answer, whoever comes next goes on. */
export async function collectMonth(clientId: string, invoiceId: string): Promise<void> {
  const claimed = await asSystem((tx) => claim(tx, clientId, invoiceId));
  if (!claimed) return;
  const answer = await charge(claimed);
  if (answer.kind === "unknown") {
    log.warn({ invoice: invoiceId, why: answer.code }, "nobody knows yet whether an invoice was collected");
    return;
  }
  if (answer.kind === "accepted") {
    // What Stripe said before it took the debit is about payments before it.
    const data = { collection: "processing", look: await numberLook() } as const;
    await asSystem((tx) => moveCollection(tx, claimed.invoice, ["charging"], data));
  }
  // It may have been paid or voided meanwhile: what Stripe says now comes first.
  await syncMonthInvoice(clientId, invoiceId);
  if (answer.kind === "declined")
    await asSystem((tx) =>
      leaveToPay(tx, claimed.invoice, { from: "charging", failure: "declined", code: answer.code }),
    );
}

type Claimed = { invoice: MonthInvoice; stripeId: string; method: SavedMethod };

/** Writes down by which way to pay the invoice is charged before Stripe is asked: whoever goes on asks for the same. Null where nothing is to be charged. */
async function claim(tx: Tx, clientId: string, invoiceId: string): Promise<Claimed | null> {
  const invoice = await lockMonthInvoice(tx, clientId, invoiceId);
  if (!invoice?.stripeId || !isToCollect(invoice, now())) return null;
  const { stripeId } = invoice;
  if (invoice.collection === "charging") {
    const method = await findMethodById(tx, clientId, invoice.collectMethod ?? "");
    return method && { invoice, stripeId, method };
  }
  // The debit is of what the credit note leaves: that comes first.
  if (await isCreditAsked(tx, invoice)) return null;
  const by = await collectableNow(tx, invoice);
  const method = by.methodId === null ? null : await findMethodById(tx, clientId, by.methodId);
  if (by.methodId === null || !method) {
    const failure = by.methodId === null ? by.why : "no-method";
    await leaveToPay(tx, invoice, { from: "planned", failure, code: null });
    return null;
  }
  await moveCollection(tx, invoice, ["planned"], { collection: "charging", collectMethod: method.id });
  return { invoice, stripeId, method };
}

type Answer = { kind: "accepted" } | { kind: "declined" | "unknown"; code: string };

async function charge({ invoice, stripeId, method }: Claimed): Promise<Answer> {
  try {
    await makeOnce({
      key: `month:${invoice.id}:${invoice.attempt}:pay`,
      find: () => underWay(stripeId),
      make: (once) =>
        stripe().invoices.pay(
          stripeId,
          { payment_method: method.stripePaymentMethod, off_session: true },
          once,
        ),
    });
    return { kind: "accepted" };
  } catch (error) {
    const trouble = readTrouble(error);
    if (trouble.kind === "declined") return trouble;
    return { kind: isStale(error) ? "declined" : "unknown", code: trouble.code };
  }
}

/** The invoice where a payment of it is under way or has come, by whomever; null where it can be charged. */
async function underWay(stripeId: string): Promise<Stripe.Invoice | null> {
  const said = await stripe().invoices.retrieve(stripeId, { expand: invoicePayments }, whileSomebodyWaits);
  return said.status !== "open" || latestPayment(said).status === "processing" ? said : null;
}
