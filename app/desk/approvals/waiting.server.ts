import { deskAccess } from "#app/desk/access.ts";
import {
  listAtMsp,
  countAtMsp,
  listWaitingFor,
  type WaitingChange,
} from "#app/desk/store/approval-store.server.ts";
import { countEndedBadly, listEndedBadly } from "#app/desk/store/automation-store.server.ts";
import { listRefusedEffects } from "#app/desk/store/change-store.server.ts";
import { findRefusedAndTimer, type Timer } from "#app/desk/store/timer-store.server.ts";
import { may } from "#app/identity/permission.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";
import { requestsAccess } from "#app/requests/access.ts";
import type { ZoneText } from "#app/platform/zone-text.ts";
import { dayIn } from "#app/platform/zone.server.ts";

/** The requests that wait for this person's approval, the oldest first; none for who approves nothing. One query. */
export async function listMyApprovals(tx: Tx, scope: ClientScope, zone: ZoneText): Promise<WaitingChange[]> {
  if (!may(scope, deskAccess.approve)) return [];
  return listWaitingFor(tx, scope.clientId, scope.userId, dayIn(zone, now()));
}

/** Requests that wait for the MSP's approval, those with a line whose automation failed or did not answer, and those whose effect the client's records refused at its hour. */
export const deskTodoKinds = ["change-approval", "automation-failed", "effect-refused"] as const;
export type DeskTodoKind = (typeof deskTodoKinds)[number];

/**
 * How many requests wait for the MSP's approval, for those who give it, and for somebody in the place of automation or of their effect, for
 * those who work on them; and the timer that runs for this person. Three queries.
 */
export async function findDeskStanding(
  tx: Tx,
  scope: StaffScope,
): Promise<{ counts: Record<DeskTodoKind, number>; timer: Timer | null }> {
  const works = may(scope, requestsAccess.work);
  const { refused, timer } = works
    ? await findRefusedAndTimer(tx, scope.userId)
    : { refused: 0, timer: null };
  return {
    counts: {
      "change-approval": may(scope, deskAccess.approveAtMsp) ? await countAtMsp(tx) : 0,
      "automation-failed": works ? await countEndedBadly(tx) : 0,
      "effect-refused": refused,
    },
    timer,
  };
}

/** The requests that wait for any of these, the oldest of each kind first, `limit` at most of each. */
export async function listDeskTodo(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<TodoItem<DeskTodoKind>[]> {
  const works = may(scope, requestsAccess.work);
  const waiting = may(scope, deskAccess.approveAtMsp) ? await listAtMsp(tx, limit) : [];
  const failed = works ? await listEndedBadly(tx, limit) : [];
  const refused = works ? await listRefusedEffects(tx, limit) : [];
  const to = (id: string): string => `/staff/requests/${id}`;
  return [
    ...waiting.map((row) => ({ ...row, kind: "change-approval" as const, to: to(row.id) })),
    ...failed.map((row) => ({ ...row, kind: "automation-failed" as const, to: `${to(row.id)}#checklist` })),
    ...refused.map((row) => ({ ...row, kind: "effect-refused" as const, to: to(row.id) })),
  ];
}
