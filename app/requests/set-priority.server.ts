import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Priority } from "#app/requests/rules/priority.ts";
import { isAtWork } from "#app/requests/rules/request-state.ts";
import { lockRequest, refuseRequest, type RequestRefused } from "#app/requests/store/lock-request.server.ts";
import { changeRequest } from "#app/requests/store/request-store.server.ts";

export type PriorityRefusal = "is-done";
export type Prioritised = { ok: true; value: { number: number } } | RequestRefused<PriorityRefusal>;

/** Sets how urgent a request is. Time that its clocks have used counts on. */
export async function setPriorityInside(
  tx: Tx,
  scope: StaffScope,
  { id, to }: { id: string; to: Priority },
): Promise<Prioritised> {
  const request = await lockRequest(tx, scope, id);
  if (!isAtWork(request.state)) return refuseRequest(request, "is-done");
  if (to !== request.priority) {
    await changeRequest(tx, request, { priority: to });
    await appendAudit(tx, scope, {
      action: "request.prioritised",
      target: `request:${request.number}`,
      clientId: request.clientId,
      detail: { from: request.priority, to },
    });
  }
  return { ok: true, value: { number: request.number } };
}
