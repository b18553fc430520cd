import { askForTopup } from "#app/billing/ask-for-jobs.server.ts";
import { moveTo } from "#app/billing/rules/topup-move.ts";
import { whySuspended } from "#app/billing/rules/topup-suspension.ts";
import { moveTopup, resumeTopups } from "#app/hours/ledger-topups.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { findOpenAttempt, findOrigin, findTopupSetting } from "./attempt-store.server.ts";

/** Lets top-ups be made again; an invoice that is open because of a decline is tried once more, under a new key. */
export async function resumeAndRetry(tx: Tx, clientId: string, at: Date): Promise<void> {
  await resumeTopups(tx, clientId, at);
  const attempt = await findOpenAttempt(tx, clientId);
  const order = attempt && (await findOrigin(tx, clientId, attempt.id));
  if (attempt?.status !== "invoice_open" || order?.origin !== "auto_topup") return;
  await moveTopup(
    tx,
    attempt,
    moveTo(attempt, { status: "queued", keyNo: attempt.keyNo + 1, nextLookAt: at, note: "tried again" }),
    at,
  );
  await askForTopup(tx, clientId);
}

/** Call it when a person has paid an order: lifts a suspension for a decline, not one for a dispute, and tries the open invoice again. */
export async function afterManualPayment(tx: Tx, clientId: string): Promise<void> {
  const setting = await findTopupSetting(tx, clientId);
  if (!setting?.suspendedAt || whySuspended(setting.suspensionCause) !== "declined") return;
  await resumeAndRetry(tx, clientId, now());
  await appendAudit(tx, "system", {
    action: "topup.resumed",
    target: `client:${clientId}`,
    clientId,
    detail: { why: "paid by hand" },
  });
}
