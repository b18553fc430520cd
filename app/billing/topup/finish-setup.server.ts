import { payContractsBy } from "#app/billing/contract-payment/contract-payment-store.server.ts";
import { lockClient } from "#app/clients/client-store.server.ts";
import { findBuyer } from "#app/clients/parties-store.server.ts";
import { liftedByMethod } from "#app/billing/rules/topup-suspension.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { appendMethod } from "#app/billing/topup/method-store.server.ts";
import { endSetup, findSetup } from "#app/billing/topup/setup-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import type { MethodSetupGetPayload } from "#app/platform/generated/prisma/models.ts";
import { log } from "#app/platform/log.server.ts";

import { findTopupSetting } from "./attempt-store.server.ts";
import { findMethod, retireMethod, type SavedMethod } from "./method-store.server.ts";
import { fetchSetup, type MethodFacts } from "./fetch-setup.server.ts";
import { resumeAndRetry } from "./resume-topups.server.ts";
import { writeMethodSaved } from "./topup-letters.server.ts";

type MethodSetup = MethodSetupGetPayload<object>;

/** Brings a setup to what Stripe says of it now: saves its method once, or ends it without one. Safe to repeat, from return page and webhook. */
export async function finishSetup(checkoutId: string): Promise<void> {
  const truth = await fetchSetup(checkoutId);
  const { setup: named, method } = truth;
  if (!named) return;
  await asSystem(async (tx) => {
    await lockClient(tx, named.clientId);
    const setup = await findSetup(tx, named.clientId, named.id);
    const { stripeCustomerId } = await findBuyer(tx, named.clientId);
    if (!setup || setup.state === "saved" || truth.outcome === "open") return;
    if (truth.outcome === "expired") return endSetup(tx, { ...named, state: "expired", at: now() });
    if (!method) return endSetup(tx, { ...named, state: "failed", at: now() });
    if (truth.customerId !== stripeCustomerId) {
      log.error({ setup: named.id }, "a payment method was saved for another customer: it is not kept");
      return endSetup(tx, { ...named, state: "failed", at: now() });
    }
    await saveMethod(tx, setup, method);
  });
}

/** Finishes the setup that a setup intent of Stripe's belongs to, if it is one of this installation. */
export async function finishSetupOf(setupIntentId: string): Promise<void> {
  const { setupId, clientId } = (await stripe().setupIntents.retrieve(setupIntentId)).metadata ?? {};
  if (!setupId || !clientId) return;
  const setup = await asSystem((tx) => findSetup(tx, clientId, setupId));
  if (setup?.stripeCheckoutId) await finishSetup(setup.stripeCheckoutId);
}

async function saveMethod(
  tx: Tx,
  setup: Pick<MethodSetup, "clientId" | "id" | "userId" | "mandateVersion" | "mandateText" | "purpose">,
  facts: MethodFacts,
): Promise<void> {
  const at = now();
  const { clientId } = setup;
  const old = await findMethod(tx, clientId);
  if (old && (await retireMethod(tx, old, "replaced", at))) await askToDetach(tx, old);
  const method = await appendMethod(tx, { clientId, setupId: setup.id, facts, at });
  if (setup.purpose === "contract") await payContractsBy(tx, method);
  await endSetup(tx, { clientId, id: setup.id, state: "saved", at });
  await writeMethodSaved(tx, method, setup.userId, {
    version: setup.mandateVersion,
    text: setup.mandateText,
  });
  await retryWithNewMethod(tx, method, at);
  await appendAudit(tx, "system", {
    action: "method.saved",
    target: `method:${method.id}`,
    clientId,
    detail: { type: facts.type, by: facts.enteredWith, last4: facts.last4, mandate: setup.mandateVersion },
  });
}

/** Lifts a suspension and tries the open invoice with the new method, unless it is the very one that was refused or is in dispute. */
async function retryWithNewMethod(tx: Tx, method: SavedMethod, at: Date): Promise<void> {
  const setting = await findTopupSetting(tx, method.clientId);
  if (!setting?.suspendedAt || !liftedByMethod(setting.suspensionCause, method.fingerprint)) return;
  await resumeAndRetry(tx, method.clientId, at);
  await appendAudit(tx, "system", {
    action: "topup.resumed",
    target: `client:${method.clientId}`,
    clientId: method.clientId,
    detail: { why: "another method" },
  });
}

/** Enqueues the job that detaches a method at Stripe. */
export function askToDetach(tx: Tx, method: Pick<SavedMethod, "id" | "stripePaymentMethod">): Promise<void> {
  return enqueue(
    tx,
    "billing.detach-method",
    { method: method.stripePaymentMethod },
    { key: `detach:${method.id}` },
  );
}
