import { closeStep } from "#app/desk/store/approval-store.server.ts";
import { dropEffect } from "#app/desk/store/change-store.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { putStateInside } from "#app/requests/move-request.server.ts";
import type { LockedRequest } from "#app/requests/store/lock-request.server.ts";

/**
 * Ends a locked request that waits for approval: its step closes (as refused by somebody, or as ended) and its effect is dropped, so that
 * what it would have undone can be undone by another.
 */
export async function endUnapproved(
  tx: Tx,
  actor: Scope | "system",
  request: LockedRequest,
  { to, step }: { to: "refused" | "withdrawn"; step: "refused" | "ended" },
): Promise<void> {
  await closeStep(tx, request.clientId, request.id, step);
  await dropEffect(tx, request.clientId, request.id);
  await putStateInside(tx, actor, request, to);
}
