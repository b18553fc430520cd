import { whySuspended } from "#app/billing/rules/topup-suspension.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { findTopupSetting } from "./attempt-store.server.ts";
import { resumeAndRetry } from "./finish-setup.server.ts";

/** Call it when a person has paid an order: lifts a suspension for a decline, not one for a dispute, and tries the open invoice again. */
export async function afterManualPayment(tx: Tx, clientId: string): Promise<void> {
  const setting = await findTopupSetting(tx, clientId);
  if (!setting?.suspendedAt || whySuspended(setting.suspendedFingerprint) !== "declined") return;
  await resumeAndRetry(tx, clientId, now());
  await appendAudit(tx, "system", {
    action: "topup.resumed",
    target: `client:${clientId}`,
    clientId,
    detail: { why: "paid by hand" },
  });
}
