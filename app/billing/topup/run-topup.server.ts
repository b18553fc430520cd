import { suspendTopups, moveTopup } from "#app/hours/ledger-topups.server.ts";
import { lockClient } from "#app/clients/client-store.server.ts";
import { keepBankAccount } from "#app/billing/bank-invoice/bank-account.server.ts";
import { closeCheckout } from "#app/billing/close-checkout.server.ts";
import { expireOrder } from "#app/billing/expire-order.server.ts";
import { askForTopup, askToSync } from "#app/billing/ask-for-jobs.server.ts";
import { buysHours } from "#app/billing/rules/topup-mode.ts";
import { moveTo, situationOf, waitsForPerson, type AttemptFacts } from "#app/billing/rules/topup-move.ts";
import { listUnfinishedCheckouts } from "#app/billing/store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { ConcurrentUpdateError } from "#app/platform/errors.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import {
  claimAttempt,
  findOpenAttempt,
  findTopupSetting,
  isNeededOrOff,
  type Attempt,
  type TopupSetting,
} from "./attempt-store.server.ts";
import { topupRecord } from "./topup-record.server.ts";
import { stepTopup } from "./step-topup.ts";
import { findMethod } from "./method-store.server.ts";
import { orderTopup, type NoOrder } from "./order-topup.server.ts";
import { topupStripe } from "./topup-stripe.server.ts";
import { writeTopupSuspended } from "./topup-letters.server.ts";

const claimSeconds = 120;
const minuteMs = 60_000;
/** How long a checkout that a person has open keeps the top-up waiting. */
const checkoutMinutes = 30;

/** Works on the client's open top-up, if it is due. Safe to run at once on several replicas, and again: it is charged once at most. */
export async function runTopup(clientId: string): Promise<void> {
  const attempt = await claimAfterCheckouts(clientId);
  if (!attempt) return;
  const made = await orderTopup(attempt);
  if (!made.ok) return endWithoutOrder(attempt, made.refusal);
  const { order, parties, version } = made.value;
  const { method, setting, isWanted } = await asSystem(async (tx) => ({
    method: await findMethod(tx, clientId),
    setting: await findTopupSetting(tx, clientId),
    // Once its invoice waits for a person, the balance no longer decides: hours on trust are in it already.
    isWanted: waitsForPerson(attempt.status) || (await isNeededOrOff(tx, attempt)),
  }));
  const work = {
    attempt: { ...attempt, version },
    order,
    buyer: parties.buyer,
    seller: parties.seller,
    method,
    charged: null,
    seen: null,
  };
  const permitted = permittedBy(setting, order.origin, method !== null);
  await stepTopup(
    situationOf(
      { ...work.attempt, ...permitted, permission: isWanted ? permitted.permission : "nothing" },
      true,
    ),
    topupStripe(work),
    topupRecord(work, true),
  );
  if (order.origin === "topup_invoice") await keepBankAccount(clientId, order.id);
}

/** What the client's settings now permit for an attempt whose order has this origin. */
export function permittedBy(
  setting: TopupSetting | null,
  origin: string,
  hasMethod: boolean,
): Pick<AttemptFacts, "failures" | "collection" | "permission"> {
  const isOn = buysHours(setting?.mode);
  const mayCharge = setting?.mode === "charge" && setting.suspendedAt === null && hasMethod;
  return {
    failures: setting?.failures ?? 0,
    collection: origin === "topup_invoice" ? "invoice" : "charge",
    permission: !isOn ? "nothing" : mayCharge ? "charge" : "invoice-only",
  };
}

/** Claims the attempt once no checkout is open: a young checkout is waited for, an old one is closed. */
async function claimAfterCheckouts(clientId: string): Promise<Attempt | null> {
  for (let round = 0; round < 2; round += 1) {
    const { attempt, waiting } = await asSystem(async (tx) => {
      // Orders are placed under the same lock: either sees what the other did.
      await lockClient(tx, clientId);
      const isQueued = (await findOpenAttempt(tx, clientId))?.status === "queued";
      const orders = isQueued ? await listUnfinishedCheckouts(tx, clientId) : [];
      return orders.length > 0
        ? { attempt: null, waiting: orders }
        : { attempt: await claimAttempt(tx, clientId, now(), claimSeconds), waiting: [] };
    });
    if (waiting.length === 0) return attempt;
    const until = Math.max(...waiting.map((order) => order.createdAt.getTime())) + checkoutMinutes * minuteMs;
    if (until > now().getTime()) {
      await asSystem((tx) => askForTopup(tx, clientId, new Date(until)));
      return null;
    }
    for (const order of waiting) {
      const closed = order.checkoutId === null || (await closeCheckout(order.checkoutId));
      await asSystem(async (tx) => {
        if (closed) await expireOrder(tx, order, "replaced");
        else await askToSync(tx, order);
      });
    }
  }
  // A checkout could not be closed. If it was just paid, its own sync credits it.
  await asSystem((tx) => askForTopup(tx, clientId, new Date(now().getTime() + minuteMs)));
  return null;
}

/** No order could be made, so nothing was sent: the attempt ends and the client is told what to put right. Where VIES has to answer first, the attempt waits an hour. */
async function endWithoutOrder(attempt: Attempt, refusal: NoOrder): Promise<void> {
  if (refusal === "attempt-gone") return;
  const at = now();
  await asSystem(async (tx) => {
    if (refusal === "vat-held") {
      const nextLookAt = new Date(at.getTime() + 60 * minuteMs);
      await moveTopup(tx, attempt, moveTo(attempt, { status: "queued", nextLookAt, note: refusal }), at);
      return;
    }
    // First: closing the attempt looks at the balance again, and makes or reports nothing while top-ups are suspended.
    await suspendTopups(tx, attempt.clientId, null, at);
    const version = await moveTopup(tx, attempt, moveTo(attempt, { status: "canceled", note: refusal }), at);
    if (version === null) throw new ConcurrentUpdateError();
    await writeTopupSuspended(tx, attempt.clientId, {
      key: attempt.id,
      reason: refusal,
      order: null,
      url: null,
    });
    await appendAudit(tx, "system", {
      action: "topup.stopped",
      target: `topup:${attempt.id}`,
      clientId: attempt.clientId,
      result: "refused",
      detail: { why: refusal },
    });
  }).catch((error: unknown) => {
    if (!(error instanceof ConcurrentUpdateError)) throw error;
  });
}
