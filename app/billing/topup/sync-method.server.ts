import { suspendTopups } from "#app/hours/ledger-topups.server.ts";
import { findClient } from "#app/clients/client-store.server.ts";
import { isStale, stripe } from "#app/billing/stripe.server.ts";
import { numberLook } from "#app/billing/store.server.ts";
import { expiresWithin } from "#app/billing/rules/topup-terms.ts";
import {
  findByMandate,
  findMethodInUse,
  keepMethodFacts,
  listCards,
} from "#app/billing/topup/method-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { findTopupSetting } from "./attempt-store.server.ts";
import { retireMethod, type Removal, type SavedMethod } from "./method-store.server.ts";
import { methodFacts } from "./fetch-setup.server.ts";
import { writeMethodEnded, writeMethodExpiring } from "./topup-letters.server.ts";

/** Brings a saved method to what Stripe says of it and its mandate now: refreshed, or ended. */
export async function syncMethod(stripePaymentMethod: string): Promise<void> {
  const known = await asSystem((tx) => findMethodInUse(tx, stripePaymentMethod));
  if (!known) return;
  const look = await numberLook();
  const present = await stripe().paymentMethods.retrieve(stripePaymentMethod);
  const mandate = known.stripeMandate ? await stripe().mandates.retrieve(known.stripeMandate) : null;
  const facts = methodFacts(present, known.stripeMandate, known.enteredWith);
  await asSystem(async (tx) => {
    if (present.customer === null) return endMethod(tx, known, "detached");
    if (mandate?.status === "inactive") return endMethod(tx, known, "mandate-ended");
    if (!facts) return;
    const { last4, fingerprint, expMonth, expYear } = facts;
    await keepMethodFacts(tx, {
      clientId: known.clientId,
      id: known.id,
      look,
      last4,
      fingerprint,
      expMonth,
      expYear,
    });
  });
}

/** Syncs the saved method that a mandate is for. */
export async function syncMandate(stripeMandate: string): Promise<void> {
  const known = await asSystem((tx) => findByMandate(tx, stripeMandate));
  if (known) await syncMethod(known.stripePaymentMethod);
}

async function endMethod(tx: Tx, method: SavedMethod, removal: Removal): Promise<void> {
  const at = now();
  if (!(await retireMethod(tx, method, removal, at))) return;
  await writeMethodEnded(tx, method);
  if ((await findTopupSetting(tx, method.clientId))?.mode === "charge")
    await suspendTopups(tx, method.clientId, null, at);
  await appendAudit(tx, "system", {
    action: "method.ended",
    target: `method:${method.id}`,
    clientId: method.clientId,
    result: "refused",
    detail: { why: removal, last4: method.last4 },
  });
}

/** Detaches a method at Stripe; succeeds too when it is detached already. */
export async function detachMethod(stripePaymentMethod: string): Promise<void> {
  try {
    await stripe().paymentMethods.detach(stripePaymentMethod);
  } catch (error) {
    if (!isStale(error)) throw error;
  }
}

const warnDays = 30;

/** Each day: writes, once a card, to the clients whose saved card expires within 30 days. */
export async function warnOfExpiry(): Promise<void> {
  const cards = await asSystem((tx) => listCards(tx));
  await eachInTurn(
    cards,
    (card) =>
      asSystem(async (tx) => {
        const client = await findClient(tx, card.clientId);
        if (!client || card.expMonth === null || card.expYear === null) return;
        const expires = { month: card.expMonth, year: card.expYear };
        if (expiresWithin(warnDays, expires, dayIn(client.zone, now())))
          await writeMethodExpiring(tx, card, expires);
      }),
    { says: "the holder of a card could not be warned", facts: ({ clientId }) => ({ clientId }) },
  );
}
