import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

/** A setup is one visit to Stripe's page to save a payment method, with the mandate that was agreed to. Null for none. */
export async function findSetup(tx: Tx, clientId: string, id: string) {
  return tx.methodSetup.findUnique({
    where: { clientId_id: { clientId, id } },
  });
}

/** Ends a setup, with a saved method or without. */
export async function endSetup(
  tx: Tx,
  {
    clientId,
    id,
    state,
    at,
  }: { clientId: string; id: string; state: "saved" | "expired" | "failed"; at: Date },
): Promise<void> {
  await tx.methodSetup.updateMany({
    where: { clientId, id },
    data: { state, checkoutUrl: null, updatedAt: at },
  });
}

/** The setup with this id; throws for none. */
export async function requireSetup(tx: Tx, clientId: string, id: string) {
  return tx.methodSetup.findUniqueOrThrow({
    where: { clientId_id: { clientId, id } },
  });
}

/** The client's setup with this Checkout session at Stripe; null for none. */
export async function findSetupByCheckout(tx: Tx, clientId: string, checkoutId: string) {
  return tx.methodSetup.findFirst({ where: { clientId, stripeCheckoutId: checkoutId } });
}

/** Opens a setup with the mandate that was agreed to. */
export async function appendSetup(
  tx: Tx,
  {
    clientId,
    setupId,
    userId,
    mandateVersion,
    mandateText,
    purpose,
    returnTo,
    locale,
    at,
  }: {
    clientId: string;
    setupId: string;
    userId: string;
    mandateVersion: string;
    mandateText: string;
    purpose: string;
    returnTo: string | null;
    locale: Locale;
    at: Date;
  },
) {
  return tx.methodSetup.create({
    data: {
      clientId,
      id: setupId,
      userId,
      mandateVersion,
      mandateText,
      purpose,
      returnTo,
      locale,
      acceptedAt: at,
      createdAt: at,
      updatedAt: at,
    },
  });
}

/** Keeps which Checkout session at Stripe a setup is made in, and the address of its page. */
export async function keepSetupPage(
  tx: Tx,
  {
    clientId,
    setupId,
    checkoutId,
    url,
  }: { clientId: string; setupId: string; checkoutId: string; url: string | null },
) {
  return tx.methodSetup.updateMany({
    where: { clientId, id: setupId, state: "open" },
    data: { stripeCheckoutId: checkoutId, checkoutUrl: url, updatedAt: now() },
  });
}
