import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { withdrawLetter } from "#app/platform/mail/letters.server.ts";
import { assignedLetterKey } from "#app/requests/assign-request.server.ts";
import { doneLetterKey } from "#app/requests/move-request.server.ts";
import { decideUndo, undoAcceptedMs, type UndoableAct, type UndoRefusal } from "#app/requests/rules/undo.ts";
import {
  lockRequest,
  refuseRequest,
  type LockedRequest,
  type RequestRefused,
} from "#app/requests/store/lock-request.server.ts";
import { changeRequest } from "#app/requests/store/request-store.server.ts";
import { findUndo, keepUndo, markUndone, type KeptUndo } from "#app/requests/store/undo-store.server.ts";
import { waitingLetterKey } from "#app/requests/tell-requester.server.ts";

export type Undone = { ok: true; value: { number: number } } | RequestRefused<UndoRefusal>;

/** Keeps how a request stood before an act of this person's, so that it can be undone; false where the act changed nothing. Ask for it last. */
export async function keepUndoInside(
  tx: Tx,
  scope: StaffScope,
  before: LockedRequest,
  { actId, act }: { actId: string; act: UndoableAct },
): Promise<boolean> {
  const at = now();
  return keepUndo(tx, before, {
    actId,
    userId: scope.userId,
    act,
    goneBefore: new Date(at.getTime() - 4 * undoAcceptedMs),
  });
}

/**
 * Puts a request back to how it stood before an act of this person's: for some seconds, and if nobody changed it since. The letter that the act
 * asked for never goes out. Undone again, nothing changes; to others the act does not exist.
 */
export async function undoActInside(
  tx: Tx,
  scope: StaffScope,
  { id, actId }: { id: string; actId: string },
): Promise<Undone> {
  const request = await lockRequest(tx, scope, id);
  const kept = (await findUndo(tx, request, { actId, userId: scope.userId })) ?? notFound();
  const verdict = decideUndo(kept, request, now());
  if (verdict === "undone") return { ok: true, value: { number: request.number } };
  if (verdict !== "undo") return refuseRequest(request, verdict);
  // Nobody changed the request since, so it was this act that closed it.
  const letterKey = letterOf(kept.act, request);
  if (letterKey && !(await withdrawLetter(tx, letterKey))) return refuseRequest(request, "letter-sent");
  await changeRequest(tx, request, kept.before);
  await markUndone(tx, request, actId);
  await appendAudit(tx, scope, {
    action: "request.undone",
    target: `request:${request.number}`,
    clientId: request.clientId,
    detail: undoneDetail(request, kept),
  });
  return { ok: true, value: { number: request.number } };
}

/** The key of the letter that an act asked for where it was the last one with this request. */
function letterOf(act: KeptUndo["act"], { id, closedAt, revision }: LockedRequest): string | null {
  if (act === "assign") return assignedLetterKey(id, revision);
  if (act !== "move") return null;
  return closedAt ? doneLetterKey(id, closedAt) : waitingLetterKey(id, revision);
}

/** What the act had changed, back from what it was. */
function undoneDetail(request: LockedRequest, { act, before }: KeptUndo): Record<string, string | null> {
  switch (act) {
    case "take":
    case "move":
      return { from: request.state, to: before.state };
    case "priority":
      return { from: request.priority, to: before.priority };
    case "assign":
      return { from: request.assigneeName };
    case "snooze":
      return { until: before.snoozedUntil?.toISOString() ?? null };
  }
}
