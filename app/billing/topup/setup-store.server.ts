import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";

/** A setup: one visit to Stripe's page to save a payment method; null for none. */
export async function findSetup(tx: Tx, clientId: string, id: string) {
  return tx.methodSetup.findUnique({
    where: { clientId_id: { clientId, id } },
  });
}

/** Keeps how a visit ended: with a saved way to pay or without. */
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

/** How an order came about; null for none. */
export async function findOrigin(tx: Tx, clientId: string, id: string): Promise<{ origin: string } | null> {
  return tx.blockOrder.findFirst({ where: { clientId, id }, select: { origin: true } });
}

/** A visit to save a way to pay; throws for none. */
export async function requireSetup(tx: Tx, clientId: string, id: string) {
  return tx.methodSetup.findUniqueOrThrow({
    where: { clientId_id: { clientId, id } },
  });
}

/** The visit that a page of Stripe's belongs to; null for none of this client's. */
export async function findSetupByCheckout(tx: Tx, clientId: string, checkoutId: string) {
  return tx.methodSetup.findFirst({ where: { clientId, stripeCheckoutId: checkoutId } });
}

/** Keeps a visit with the mandate that was agreed to. */
export async function appendSetup(
  tx: Tx,
  {
    clientId,
    formKey,
    userId,
    mandateVersion,
    mandateText,
    purpose,
    returnTo,
    locale,
    at,
  }: {
    clientId: string;
    formKey: string;
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
      id: formKey,
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

/** Keeps at which page of Stripe's a visit is. */
export async function keepSetupPage(
  tx: Tx,
  { clientId, formKey, id, url }: { clientId: string; formKey: string; id: string; url: string | null },
) {
  return tx.methodSetup.updateMany({
    where: { clientId, id: formKey, state: "open" },
    data: { stripeCheckoutId: id, checkoutUrl: url, updatedAt: now() },
  });
}
