import { findTask, keepSettled } from "#app/billing/reconcile/task-store.server.ts";
import { notePaidBack } from "#app/billing/monthly/credit-left.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { lockClient } from "#app/clients/client-store.server.ts";
import { endVatReview } from "#app/clients/vat-review.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

/** A person settles a task, with a word on how; of two at once the first does. */
export function resolveTask(
  scope: StaffScope,
  id: string,
  reason: string,
): Promise<Result<null, "task-gone">> {
  return inScope(scope, async (tx) => {
    const task = await findTask(tx, id);
    if (!task) return refuse("task-gone");
    // Clients are locked before tasks, as where a month is closed.
    if (task.clientId) await lockClient(tx, task.clientId);
    const { count } = await keepSettled(tx, { id, userId: scope.userId, reason });
    if (count === 0) return refuse("task-gone");
    if (task.kind === "vat-review" && task.clientId) await endVatReview(tx, task.clientId);
    const { clientId } = task;
    if (task.kind === "month-credit-left" && clientId)
      await notePaidBack(tx, scope, { id, clientId, detail: (await findTask(tx, id))?.detail });
    await appendAudit(tx, scope, {
      action: "task.resolved",
      target: `task:${task.kind}`,
      clientId: task.clientId,
      detail: { subject: task.subject, reason },
    });
    return ok(null);
  });
}
