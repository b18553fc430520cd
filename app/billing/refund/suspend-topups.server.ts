import { suspendTopups as suspend } from "#app/hours/ledger-topups.server.ts";
import { buysHours } from "#app/billing/rules/topup-mode.ts";
import { disputeOf } from "#app/billing/rules/topup-suspension.ts";
import { findTopupSetting } from "#app/billing/topup/attempt-store.server.ts";
import { findLastFingerprint } from "#app/billing/topup/method-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** Tells whether top-ups are on here, and suspended. */
export async function areTopupsSuspended(tx: Tx, clientId: string): Promise<boolean> {
  const setting = await findTopupSetting(tx, clientId);
  return setting !== null && setting.suspendedAt !== null && buysHours(setting.mode);
}

/** Stops automatic top-ups of a client whose bank takes a payment back, until another payment method is saved, or staff let them go on: a further charge would be taken back too. */
export async function suspendForDispute(tx: Tx, clientId: string): Promise<void> {
  const before = await findTopupSetting(tx, clientId);
  const last = await findLastFingerprint(tx, clientId);
  await suspend(tx, clientId, disputeOf(last?.fingerprint ?? null), now());
  if (before && before.suspendedAt === null)
    await appendAudit(tx, "system", {
      action: "topup.stopped",
      target: `client:${clientId}`,
      clientId,
      detail: { why: "dispute" },
    });
}
