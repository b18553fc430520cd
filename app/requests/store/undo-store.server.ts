import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { Priority } from "#app/requests/rules/priority.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";
import type { KeptAct, UndoableAct } from "#app/requests/rules/undo.ts";
import type { LockedRequest } from "#app/requests/store/lock-request.server.ts";

/** An act with how its request stood before. */
export type KeptUndo = KeptAct & {
  act: UndoableAct;
  before: {
    state: RequestState;
    priority: Priority;
    assigneeId: string | null;
    snoozedUntil: Date | null;
    closedAt: Date | null;
  };
};

/**
 * Keeps how a locked request stood before an act of this person's, where the act changed it; tells whether it did. What they did longer ago
 * than `goneBefore` is no longer kept.
 */
export async function keepUndo(
  tx: Tx,
  before: LockedRequest,
  { goneBefore, ...kept }: { actId: string; userId: string; act: UndoableAct; goneBefore: Date },
): Promise<boolean> {
  await tx.requestUndo.deleteMany({ where: { userId: kept.userId, at: { lt: goneBefore } } });
  const written = await tx.$executeRaw`
    insert into request_undo (client_id, act_id, request_id, user_id, act, at, revision, state, priority, assignee_id, snoozed_until, closed_at)
    select r.client_id, ${kept.actId}::uuid, r.id, ${kept.userId}::uuid, ${kept.act}, ${now()}, r.revision, ${before.state}, ${before.priority},
      ${before.assigneeId}::uuid, ${before.snoozedUntil}::timestamptz, ${before.closedAt}::timestamptz
    from request r where r.client_id = ${before.clientId}::uuid and r.id = ${before.id}::uuid and r.revision <> ${before.revision}`;
  return written === 1;
}

/** The requests that one act of this person's changed, in the order of their ids. */
export async function listActedOn(
  tx: Tx,
  { actId, userId }: { actId: string; userId: string },
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select request_id::text as id from request_undo where act_id = ${actId}::uuid and user_id = ${userId}::uuid order by request_id`;
  return rows.map(({ id }) => id);
}

/** How a locked request stood before an act of this person's; null where they did none by this id. */
export async function findUndo(
  tx: Tx,
  request: LockedRequest,
  { actId, userId }: { actId: string; userId: string },
): Promise<KeptUndo | null> {
  const [row] = await tx.$queryRaw<(Omit<KeptUndo, "before"> & KeptUndo["before"])[]>`
    select act, at, revision, undone_at as "undoneAt", state, priority, assignee_id::text as "assigneeId",
      snoozed_until as "snoozedUntil", closed_at as "closedAt"
    from request_undo
    where client_id = ${request.clientId}::uuid and act_id = ${actId}::uuid and request_id = ${request.id}::uuid and user_id = ${userId}::uuid`;
  if (!row) return null;
  const { act, at, revision, undoneAt, ...before } = row;
  return { act, at, revision, undoneAt, before };
}

/** Marks that an act with a request was undone. */
export async function markUndone(tx: Tx, request: LockedRequest, actId: string): Promise<void> {
  await tx.requestUndo.update({
    where: {
      clientId_actId_requestId: { clientId: request.clientId, actId, requestId: request.id },
    },
    data: { undoneAt: now() },
  });
}
