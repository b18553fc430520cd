import { deskAccess } from "#app/desk/access.ts";
import {
  listAtMsp,
  countAtMsp,
  listWaitingFor,
  type WaitingChange,
} from "#app/desk/store/approval-store.server.ts";
import { countRefusedEffects, listRefusedEffects } from "#app/desk/store/change-store.server.ts";
import { may } from "#app/identity/permission.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";
import type { ZoneText } from "#app/platform/zone-text.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { requestsAccess } from "#app/requests/access.ts";

/** The requests that wait for this person's approval, the oldest first; none for who approves nothing. One query. */
export async function listMyApprovals(tx: Tx, scope: ClientScope, zone: ZoneText): Promise<WaitingChange[]> {
  if (!may(scope, deskAccess.approve)) return [];
  return listWaitingFor(tx, scope, dayIn(zone, now()));
}

/** Requests that wait for the MSP's approval, and those whose effect the client's records refused at its hour. */
export const deskTodoKinds = ["change-approval", "effect-refused"] as const;
export type DeskTodoKind = (typeof deskTodoKinds)[number];

/** How many requests wait for the MSP's approval, for those who give it, and for their effect, for those who work on them: two queries. */
export async function countDeskTodo(tx: Tx, scope: StaffScope): Promise<Record<DeskTodoKind, number>> {
  return {
    "change-approval": may(scope, deskAccess.approveAtMsp) ? await countAtMsp(tx) : 0,
    "effect-refused": may(scope, requestsAccess.work) ? await countRefusedEffects(tx) : 0,
  };
}

/** The requests that wait for the MSP's approval or for their effect, the oldest of each kind first and `limit` at most: two queries. */
export async function listDeskTodo(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<TodoItem<DeskTodoKind>[]> {
  const approvals = may(scope, deskAccess.approveAtMsp) ? await listAtMsp(tx, limit) : [];
  const refused = may(scope, requestsAccess.work) ? await listRefusedEffects(tx, limit) : [];
  return [
    ...approvals.map((row) => ({ ...row, kind: "change-approval" as const })),
    ...refused.map((row) => ({ ...row, kind: "effect-refused" as const })),
  ].map((row) => ({ ...row, to: `/staff/requests/${row.id}` }));
}
