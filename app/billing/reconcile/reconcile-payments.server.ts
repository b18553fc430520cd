import { comparedKinds } from "#app/billing/rules/task-kinds.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";

import { repairPayments } from "./compare-payments.server.ts";
import { closeOthers, openTask } from "./staff-tasks.server.ts";

/** The daily comparison of Stripe and the ledger: repairs what converges by a fresh look; what is left becomes a task for a person, and a task whose finding is gone closes. */
export async function reconcilePayments(): Promise<void> {
  const findings = await repairPayments();
  if (findings.length > 0)
    log.error(
      { findings: findings.map(({ kind, subject }) => `${kind} ${subject}`) },
      "Stripe and the ledger differ",
    );
  await asSystem(async (tx) => {
    for (const finding of findings) await openTask(tx, finding);
    await closeOthers(tx, comparedKinds, findings);
  });
}
