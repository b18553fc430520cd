import type Stripe from "stripe";

import { stripe, whileSomebodyWaits } from "#app/billing/stripe.server.ts";

/** What is kept of a payment method: of its number never more than the last digits. `enteredWith` is what the person chose at Stripe: for a direct debit that Stripe made of iDEAL or Bancontact, `ideal` or `bancontact`; else the same as `type`. */
export type MethodFacts = {
  stripePaymentMethod: string;
  stripeMandate: string | null;
  type: "card" | "sepa_debit" | "us_bank_account";
  enteredWith: string;
  last4: string;
  fingerprint: string | null;
  expMonth: number | null;
  expYear: number | null;
};

/** What Stripe says of a setup (one visit to its page to save a payment method). */
export type SetupTruth = {
  setup: { clientId: string; id: string } | null;
  /** `unusable`: a method was given that can't be charged later. */
  outcome: "saved" | "open" | "expired" | "unusable";
  customerId: string | null;
  method: MethodFacts | null;
};

const expand = ["setup_intent.payment_method", "setup_intent.latest_attempt"];

/** Fetches what Stripe says now of the setup in a Checkout session; `setup` is null where the session is not a setup of this installation. */
export async function fetchSetup(checkoutId: string): Promise<SetupTruth> {
  const session = await stripe().checkout.sessions.retrieve(checkoutId, { expand }, whileSomebodyWaits);
  const { setupId, clientId } = session.metadata ?? {};
  const setup = session.mode === "setup" && setupId && clientId ? { id: setupId, clientId } : null;
  const intent = typeof session.setup_intent === "object" ? session.setup_intent : null;
  const isDone = intent?.status === "succeeded";
  const method = setup && isDone ? await methodIn(intent) : null;
  return {
    setup,
    method,
    outcome: method ? "saved" : isDone ? "unusable" : session.status === "expired" ? "expired" : "open",
    customerId: idOf(session.customer),
  };
}

/** The method to charge later: for iDEAL and Bancontact, the direct debit that Stripe made of them. */
async function methodIn(intent: Stripe.SetupIntent): Promise<MethodFacts | null> {
  const { payment_method: chosen, latest_attempt: attempt } = intent;
  if (!chosen || typeof chosen === "string") return null;
  const details = attempt && typeof attempt === "object" ? attempt.payment_method_details : null;
  const bank =
    chosen.type === "ideal" ? details?.ideal : chosen.type === "bancontact" ? details?.bancontact : null;
  const generated = idOf(bank?.generated_sepa_debit ?? null);
  if (generated === null) return methodFacts(chosen, idOf(intent.mandate), chosen.type);
  return methodFacts(
    await stripe().paymentMethods.retrieve(generated, undefined, whileSomebodyWaits),
    idOf(bank?.generated_sepa_debit_mandate ?? null),
    chosen.type,
  );
}

/** What is kept of a payment method; null for one that can't be charged later. */
export function methodFacts(
  method: Stripe.PaymentMethod,
  stripeMandate: string | null,
  enteredWith: string,
): MethodFacts | null {
  const shared = {
    stripePaymentMethod: method.id,
    stripeMandate,
    enteredWith,
    expMonth: null,
    expYear: null,
  };
  if (method.type === "card" && method.card) {
    const { last4, fingerprint = null, exp_month: expMonth, exp_year: expYear } = method.card;
    return { ...shared, type: "card", last4, fingerprint, expMonth, expYear };
  }
  if (method.type === "sepa_debit" && method.sepa_debit)
    return {
      ...shared,
      type: "sepa_debit",
      last4: method.sepa_debit.last4 ?? "",
      fingerprint: method.sepa_debit.fingerprint,
    };
  if (method.type === "us_bank_account" && method.us_bank_account)
    return {
      ...shared,
      type: "us_bank_account",
      last4: method.us_bank_account.last4 ?? "",
      fingerprint: method.us_bank_account.fingerprint,
    };
  return null;
}

function idOf(value: { id: string } | string | null): string | null {
  return typeof value === "string" ? value : (value?.id ?? null);
}
