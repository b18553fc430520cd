import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { isAtWork } from "#app/requests/rules/request-state.ts";
import { lockRequest, refuseRequest, type RequestRefused } from "#app/requests/store/lock-request.server.ts";
import { changeRequest } from "#app/requests/store/request-store.server.ts";

export type SnoozeRefusal = "is-done" | "in-the-past";
export type Snoozed =
  { ok: true; value: { number: number; until: Date | null } } | RequestRefused<SnoozeRefusal>;

/** Leaves a request out of the queue until an instant, or until somebody of the client writes; null brings it back. Its clocks run on. */
export async function snoozeRequestInside(
  tx: Tx,
  scope: StaffScope,
  { id, until }: { id: string; until: Date | null },
): Promise<Snoozed> {
  const request = await lockRequest(tx, scope, id);
  if (!isAtWork(request.state)) return refuseRequest(request, "is-done");
  if (until !== null && until <= now()) return refuseRequest(request, "in-the-past");
  if (until?.getTime() !== request.snoozedUntil?.getTime()) {
    await changeRequest(tx, request, { snoozedUntil: until });
    await appendAudit(tx, scope, {
      action: "request.snoozed",
      target: `request:${request.number}`,
      clientId: request.clientId,
      detail: { until: until?.toISOString() ?? null },
    });
  }
  return { ok: true, value: { number: request.number, until } };
}
