import { lockRequest, refuseRequest, type RequestRefused } from "#app/requests/lock-request.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope } from "#app/platform/db.server.ts";

export type AssignRefusal = "changed-meanwhile" | "not-staff";
export type Assigned =
  { ok: true; value: { number: number; assigneeName: string | null } } | RequestRefused<AssignRefusal>;

/** Gives a request to one of the MSP's people (null: to nobody), if it is still with whom the person saw it. */
export function assignRequest(
  scope: StaffScope,
  input: { id: string; from: string | null; to: string | null },
): Promise<Assigned> {
  return inScope(scope, async (tx) => {
    const request = await lockRequest(tx, scope, input.id);
    if (request.assigneeId !== input.from) return refuseRequest(request, "changed-meanwhile");
    const [person] = await tx.$queryRaw<{ name: string }[]>`
      select u.name from user_facts u join membership_facts m on m.user_id = u.id and m.client_id is null and m.ended_at is null where u.id = ${input.to}::uuid`;
    if (input.to !== null && !person) return refuseRequest(request, "not-staff");
    if (input.to !== input.from) {
      await tx.request.update({
        where: { clientId_id: { clientId: request.clientId, id: request.id } },
        data: { assigneeId: input.to },
      });
      await appendAudit(tx, scope, {
        action: "request.assigned",
        target: `request:${request.number}`,
        clientId: request.clientId,
        detail: { from: request.assigneeName, to: person?.name ?? null },
      });
    }
    return { ok: true, value: { number: request.number, assigneeName: person?.name ?? null } };
  });
}
