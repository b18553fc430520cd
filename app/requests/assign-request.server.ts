import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { lockRequest, refuseRequest, type RequestRefused } from "#app/requests/store/lock-request.server.ts";
import { changeRequest, findColleague } from "#app/requests/store/request-store.server.ts";

export type AssignRefusal = "changed-meanwhile" | "not-staff";
export type Assigned =
  { ok: true; value: { number: number; assigneeName: string | null } } | RequestRefused<AssignRefusal>;
export type Assignment = { id: string; from: string | null; to: string | null };

/** Gives a request to one of the MSP's people (null: to nobody), if it is still with whom the person saw it. */
export function assignRequest(scope: StaffScope, input: Assignment): Promise<Assigned> {
  return inScope(scope, (tx) => assignRequestInside(tx, scope, input));
}

/** The same in the caller's transaction. */
export async function assignRequestInside(tx: Tx, scope: StaffScope, input: Assignment): Promise<Assigned> {
  const request = await lockRequest(tx, scope, input.id);
  if (request.assigneeId !== input.from) return refuseRequest(request, "changed-meanwhile");
  const person = await findColleague(tx, input.to);
  if (input.to !== null && !person) return refuseRequest(request, "not-staff");
  if (input.to !== input.from) {
    await changeRequest(tx, request, { assigneeId: input.to });
    await appendAudit(tx, scope, {
      action: "request.assigned",
      target: `request:${request.number}`,
      clientId: request.clientId,
      detail: { from: request.assigneeName, to: person?.name ?? null },
    });
  }
  return { ok: true, value: { number: request.number, assigneeName: person?.name ?? null } };
}
