import { may } from "#app/identity/permission.ts";
import { clientsAccess } from "#app/clients/access.ts";
import { lockClient } from "#app/clients/client-store.server.ts";
import type Stripe from "stripe";

import { getCheckedParties } from "#app/clients/check-vat-number.server.ts";
import { missingDetails } from "#app/billing/quote.server.ts";
import { hashOfText, mandateText } from "#app/billing/topup/mandate.ts";
import { purposeWithContracts } from "#app/billing/contract-payment/purpose-with-contracts.server.ts";
import { topupPurpose, type SetupPurpose } from "#app/billing/contract-payment/setup-purpose.ts";
import { contractMandateVersion, mandateVersion } from "#app/billing/rules/topup-terms.ts";
import { decideVat } from "#app/clients/rules/vat.ts";
import { syncStripeCustomer } from "#app/billing/stripe-customer.server.ts";
import { stripe, stripeTrouble, whileSomebodyWaits } from "#app/billing/stripe.server.ts";
import { appendSetup, findSetup, keepSetupPage } from "#app/billing/topup/setup-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { type ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

/** `form-used`: the setup that this form started has ended, saved or not; a new form is needed. `text-changed`: the mandate isn't the text that was shown. */
export type SetupRefusal =
  "may-not-change" | "details-missing" | "form-used" | "text-changed" | "stripe-down";

/** Keeps the mandate that was agreed to, if it is still the text that was shown (`seenMandate` is its hash), and opens Stripe's page to save a payment method; once per form. Returns that page's address. */
export async function startSetup(
  scope: ClientScope,
  formKey: string,
  seenMandate: string | null,
  locale: Locale,
  asked: SetupPurpose = topupPurpose,
): Promise<Result<string, SetupRefusal>> {
  if (!may(scope, clientsAccess.spend)) return refuse("may-not-change");
  const parties = await getCheckedParties(scope, scope.clientId);
  if (missingDetails(parties).length > 0) return refuse("details-missing");
  const { buyer, seller } = parties;
  const purpose = await readInScope(scope, (tx) => purposeWithContracts(tx, scope.clientId, asked));
  // The form's key is the setup's id.
  const setupId = formKey;
  const version = purpose.kind === "contract" ? contractMandateVersion : mandateVersion;
  const mandate = mandateText(seller, buyer.currency, locale, purpose.kind);
  const setup = await inScope(scope, async (tx) => {
    await lockClient(tx, scope.clientId);
    const known = await findSetup(tx, scope.clientId, setupId);
    if (known) return known;
    if (seenMandate !== hashOfText(version, mandate)) return null;
    const at = now();
    const kept = await appendSetup(tx, {
      clientId: scope.clientId,
      setupId,
      userId: scope.userId,
      mandateVersion: version,
      mandateText: mandate,
      purpose: purpose.kind,
      returnTo: purpose.returnTo,
      locale,
      at,
    });
    await appendAudit(tx, scope, {
      action: "method.setup-started",
      target: `method-setup:${setupId}`,
      detail: { mandate: version },
    });
    return kept;
  });
  if (!setup) return refuse("text-changed");
  if (setup.state !== "open") return refuse("form-used");
  if (setup.checkoutUrl) return ok(setup.checkoutUrl);
  try {
    const customer =
      buyer.stripeCustomerId ??
      (await syncStripeCustomer(scope, buyer, {
        billedTo: { ...buyer, email: buyer.billingEmail },
        vatNumber: buyer.vatNumber,
        vatKind: decideVat(seller, buyer.country, buyer.vatStatus).kind,
      }));
    const session = await openSession(scope.clientId, setupId, customer, {
      currency: buyer.currency,
      locale,
      cancelTo: purpose.returnTo,
    });
    await inScope(scope, (tx) =>
      keepSetupPage(tx, {
        clientId: scope.clientId,
        setupId,
        checkoutId: session.id,
        url: session.url,
      }),
    );
    return session.url ? ok(session.url) : refuse("stripe-down");
  } catch (error) {
    if (!stripeTrouble(error)) throw error;
    return refuse("stripe-down");
  }
}

function openSession(
  clientId: string,
  setupId: string,
  customer: string,
  { currency, locale, cancelTo }: { currency: string; locale: Locale; cancelTo: string },
): Promise<Stripe.Checkout.Session> {
  const metadata = { setupId, clientId };
  return stripe().checkout.sessions.create(
    {
      mode: "setup",
      customer,
      currency: currency.toLowerCase(),
      locale,
      metadata,
      setup_intent_data: { metadata },
      allowed_payment_method_types: methodsFor(currency),
      success_url: `${env().origin}/top-up/return?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${env().origin}${cancelTo}`,
    },
    { ...whileSomebodyWaits, idempotencyKey: `setup:${setupId}` },
  );
}

/** What can be saved to be charged later, by currency. */
export function methodsFor(
  currency: string,
): ("card" | "sepa_debit" | "ideal" | "bancontact" | "us_bank_account")[] {
  if (currency === "EUR") return ["ideal", "bancontact", "sepa_debit", "card"];
  return currency === "USD" ? ["us_bank_account", "card"] : ["card"];
}
