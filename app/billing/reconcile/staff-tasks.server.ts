import { keepSettled, requireTask } from "#app/billing/reconcile/task-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
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
    const { count } = await keepSettled(tx, { id, userId: scope.userId, reason });
    if (count === 0) return refuse("task-gone");
    const task = await requireTask(tx, id);
    if (task.kind === "vat-review" && task.clientId) await endVatReview(tx, task.clientId);
    await appendAudit(tx, scope, {
      action: "task.resolved",
      target: `task:${task.kind}`,
      clientId: task.clientId,
      detail: { subject: task.subject, reason },
    });
    return ok(null);
  });
}
