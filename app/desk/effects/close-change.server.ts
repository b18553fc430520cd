import { lockClient } from "#app/clients/client-store.server.ts";
import { tellRefused } from "#app/desk/approvals/tell.server.ts";
import { undoChargeInside } from "#app/contracts/charge-request.server.ts";
import { endWaitingInside } from "#app/desk/automation/end-waiting.server.ts";
import { actOn, type ChangeRefusal } from "#app/desk/rules/change-machine.ts";
import { dropEffect, findChangeClient } from "#app/desk/store/change-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { requestsAccess } from "#app/requests/access.ts";
import { putStateInside } from "#app/requests/move-request.server.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";
import { lockRequest } from "#app/requests/store/lock-request.server.ts";

import { readChange } from "./complete-change.server.ts";

type CloseRefusal = ChangeRefusal | "changed-meanwhile" | "reason-missing";

/**
 * Ends a standard change that the MSP works on without doing what it asked, for one that can't be completed: it counts as refused, nothing
 * of it takes effect or is charged, no automation goes on, and who asked is told the reason.
 */
export function closeChange(
  scope: StaffScope,
  input: { id: string; from: RequestState; reason: string },
): Promise<Result<{ number: number }, CloseRefusal>> {
  return inScope(scope, async (tx) => {
    if (!may(scope, requestsAccess.work)) return notFound();
    const clientId = (await findChangeClient(tx, input.id)) ?? notFound();
    const client = (await lockClient(tx, clientId)) ?? notFound();
    const { request, lines, state } = await readChange(tx, await lockRequest(tx, scope, input.id));
    if (request.state !== input.from) return refuse("changed-meanwhile");
    const moved = actOn(state, "close", "staff");
    if (!moved.ok) return moved;
    if (input.reason === "") return refuse("reason-missing");
    const ids = { clientId, requestId: request.id };
    for (const { position } of lines)
      await endWaitingInside(tx, { ...ids, position }, { state: "taken-over", at: now(), by: scope.userId });
    await dropEffect(tx, clientId, request.id);
    // One that was done, and that its client asked about again, was charged.
    await undoChargeInside(tx, scope, ids, dayIn(client.zone, now()));
    await putStateInside(tx, scope, request, moved.value.state);
    await tellRefused(tx, ids, { by: scope.name, reason: input.reason });
    await appendAudit(tx, scope, {
      action: "request.refused",
      target: `request:${request.number}`,
      clientId,
      detail: { reason: input.reason },
    });
    return ok({ number: request.number });
  });
}
