import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { isAtWork } from "#app/requests/rules/request-state.ts";
import { lockRequest, refuseRequest, type RequestRefused } from "#app/requests/store/lock-request.server.ts";
import { changeRequest } from "#app/requests/store/request-store.server.ts";

export type TakeRefusal = "taken" | "is-done";
export type Taken = { ok: true; value: { number: number } } | RequestRefused<TakeRefusal>;

/** Takes a request that nobody has, and begins with it where it is new: of two who take it, one gets it. Again by the same person changes nothing. */
export async function takeRequestInside(tx: Tx, scope: StaffScope, id: string): Promise<Taken> {
  const request = await lockRequest(tx, scope, id);
  if (!isAtWork(request.state)) return refuseRequest(request, "is-done");
  if (request.assigneeId !== null && request.assigneeId !== scope.userId)
    return refuseRequest(request, "taken");
  if (request.assigneeId === null || request.state === "new") {
    await changeRequest(tx, request, {
      assigneeId: scope.userId,
      snoozedUntil: null,
      ...(request.state === "new" ? { state: "in_progress" } : {}),
    });
    await appendAudit(tx, scope, {
      action: "request.taken",
      target: `request:${request.number}`,
      clientId: request.clientId,
    });
  }
  return { ok: true, value: { number: request.number } };
}
