import { deskAccess } from "#app/desk/access.ts";
import {
  listAtMsp,
  countAtMsp,
  listWaitingFor,
  type WaitingChange,
} from "#app/desk/store/approval-store.server.ts";
import { may } from "#app/identity/permission.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";
import type { ZoneText } from "#app/platform/zone-text.ts";
import { dayIn } from "#app/platform/zone.server.ts";

/** The requests that wait for this person's approval, the oldest first; none for who approves nothing. One query. */
export async function listMyApprovals(tx: Tx, scope: ClientScope, zone: ZoneText): Promise<WaitingChange[]> {
  if (!may(scope, deskAccess.approve)) return [];
  return listWaitingFor(tx, scope.clientId, scope.userId, dayIn(zone, now()));
}

/** Requests that wait for the MSP's approval. */
export const deskTodoKinds = ["change-approval"] as const;
export type DeskTodoKind = (typeof deskTodoKinds)[number];

/** How many requests wait for the MSP's approval, for those who give it: one query. */
export async function countDeskTodo(tx: Tx, scope: StaffScope): Promise<Record<DeskTodoKind, number>> {
  return { "change-approval": may(scope, deskAccess.approveAtMsp) ? await countAtMsp(tx) : 0 };
}

/** The requests that wait for the MSP's approval, the oldest first, `limit` at most: one query. */
export async function listDeskTodo(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<TodoItem<DeskTodoKind>[]> {
  if (!may(scope, deskAccess.approveAtMsp)) return [];
  const rows = await listAtMsp(tx, limit);
  return rows.map((row) => ({ ...row, kind: "change-approval", to: `/staff/requests/${row.id}` }));
}
