import Stripe from "stripe";

import { bySepa } from "#app/billing/bank-invoice/by-sepa.ts";
import { invoiceWords } from "#app/billing/create-session.server.ts";
import type { Order } from "#app/billing/order.ts";
import type { Buyer, Seller } from "#app/clients/parties-store.server.ts";
import { topupKey } from "#app/billing/rules/topup-move.ts";
import { syncStripeCustomer } from "#app/billing/stripe-customer.server.ts";
import { findTaxRate } from "#app/billing/stripe-tax-rate.server.ts";
import { stripe, stripeTrouble } from "#app/billing/stripe.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import type { Attempt } from "./attempt-store.server.ts";
import type { Reply, TopupStripe } from "./step-topup.ts";
import type { SavedMethod } from "./method-store.server.ts";
import {
  fetchInvoice,
  findInvoice,
  inTheBackground,
  readSeen,
  type SeenInvoice,
} from "./topup-invoice.server.ts";

/** What the calls for one top-up need, and what they found; `seen` is the invoice as Stripe showed it last. */
export type Work = {
  attempt: Attempt;
  order: Order;
  buyer: Buyer;
  seller: Seller;
  method: SavedMethod | null;
  /** The method this run charged; an earlier run may have charged another. Null until it charges. */
  charged: SavedMethod | null;
  seen: SeenInvoice | null;
};

// One changing call with its retry (inTheBackground) takes less than this.
const callMs = 40_000;

/** The claim ends too soon for another call: the worker that claims next could make one at the same time. */
class ClaimNearlyOver extends Error {}

/** The calls to Stripe for one attempt: one invoice, by keys that make each call harmless to repeat. */
export function topupStripe(work: Work): TopupStripe {
  const { attempt, order } = work;
  // A function, since createInvoice may set it.
  const customer = (): string | null => work.buyer.stripeCustomerId;
  const underKey = (op: string) => ({
    ...inTheBackground,
    idempotencyKey: topupKey(attempt.id, op, attempt),
  });
  const callWhileClaimed = (call: () => Promise<Stripe.Invoice | SeenInvoice>): Promise<Reply> =>
    asReply(work, () => {
      checkTime(attempt);
      return call();
    });
  const finalized = async (id: string): Promise<SeenInvoice> => {
    await stripe().invoices.finalizeInvoice(id, { auto_advance: false }, underKey("finalize"));
    return fetchInvoice(id, order, customer());
  };
  return {
    read: () =>
      asReply(work, async () => {
        const owner = customer();
        if (attempt.invoice) return fetchInvoice(attempt.invoice, order, owner);
        return owner ? findInvoice(order, owner) : null;
      }),
    create: () => callWhileClaimed(() => createInvoice(work, underKey("create"))),
    addLine: ({ id }) => callWhileClaimed(() => addLine(work, id, underKey("item"))),
    finalize: ({ id }) => callWhileClaimed(() => finalized(id)),
    pay: ({ id }) =>
      callWhileClaimed(() => {
        work.charged = work.method;
        return stripe().invoices.pay(
          id,
          { payment_method: work.method?.stripePaymentMethod ?? "", off_session: true },
          underKey("pay"),
        );
      }),
    withdraw: ({ id }) =>
      callWhileClaimed(() => stripe().invoices.voidInvoice(id, undefined, underKey("withdraw"))),
  };
}

const tooLate: Reply = { kind: "unknown", code: "the claim is nearly over", spent: false };

/** Run right before each changing call to Stripe: throws when the claim could end before the call does. While claimed, nextLookAt is the claim's end. */
function checkTime({ nextLookAt }: Attempt): void {
  if (nextLookAt.getTime() - now().getTime() <= callMs) throw new ClaimNearlyOver();
}

async function createInvoice(work: Work, options: Stripe.RequestOptions): Promise<Stripe.Invoice> {
  const { order, buyer, seller } = work;
  // Safe to update the customer: claimAfterCheckouts closed all open checkouts.
  const customer = await syncStripeCustomer({ kind: "system" }, buyer, order);
  work.buyer = { ...buyer, stripeCustomerId: customer };
  // Syncing the customer may have used up the claim.
  checkTime(work.attempt);
  return stripe().invoices.create(
    {
      customer,
      currency: order.currency.toLowerCase(),
      auto_advance: false,
      pending_invoice_items_behavior: "exclude",
      ...(order.origin === "topup_invoice"
        ? bySepa(order, seller)
        : { collection_method: "charge_automatically" }),
      ...invoiceWords(order, seller, buyer.locale),
    },
    options,
  );
}

async function addLine(
  { attempt, order, buyer, seller }: Work,
  invoice: string,
  options: Stripe.RequestOptions,
): Promise<SeenInvoice> {
  const hours = order.minutes / 60;
  const vat =
    order.vatKind === "standard" ? { tax_rates: [await findTaxRate(seller.country, order.vatRateBp)] } : {};
  checkTime(attempt);
  await stripe().invoiceItems.create(
    {
      customer: buyer.stripeCustomerId ?? "",
      invoice,
      currency: order.currency.toLowerCase(),
      amount: order.netMinor,
      description: `${hours} × ${m.billing_invoice_line({ hours }, { locale: buyer.locale })}`,
      ...vat,
    },
    options,
  );
  return fetchInvoice(invoice, order, buyer.stripeCustomerId);
}

async function asReply(work: Work, call: () => Promise<Stripe.Invoice | SeenInvoice | null>): Promise<Reply> {
  try {
    const found = await call();
    if (!found) return { kind: "invoice", invoice: "none" };
    work.seen = "truth" in found ? found : readSeen(found, work.order, work.buyer.stripeCustomerId);
    return { kind: "invoice", invoice: work.seen.truth };
  } catch (error) {
    if (error instanceof ClaimNearlyOver) return tooLate;
    return readTrouble(error);
  }
}

/** What an error of Stripe's means for a top-up; any other error is thrown. */
export function readTrouble(error: unknown): Exclude<Reply, { kind: "invoice" }> {
  if (error instanceof Stripe.errors.StripeCardError)
    return { kind: "declined", code: error.decline_code ?? error.code ?? "declined" };
  const trouble = stripeTrouble(error);
  if (!trouble || !(error instanceof Stripe.errors.StripeError)) throw error;
  const code = error.code ?? error.type;
  if (code === "invoice_payment_intent_requires_action") return { kind: "declined", code };
  // Same key, other body (method replaced): read first, then use the next key.
  if (error instanceof Stripe.errors.StripeIdempotencyError)
    return { kind: "unknown", code: "idempotency", spent: true };
  if (error instanceof Stripe.errors.StripeInvalidRequestError) return { kind: "invalid", code };
  return { kind: "unknown", code, spent: error.statusCode === 500 };
}
