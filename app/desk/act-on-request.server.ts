import { randomUUID } from "node:crypto";

import { refreshClocksInside } from "#app/desk/sla/refresh-clocks.server.ts";
import { findRequestClient } from "#app/desk/store/queue-store.server.ts";
import { snoozeEnd, type SnoozeChoice } from "#app/desk/snooze-end.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { addCommentInside, type CommentRefusal, type NewComment } from "#app/requests/add-comment.server.ts";
import { assignRequestInside, type AssignRefusal } from "#app/requests/assign-request.server.ts";
import { mergeRequestsInside, type MergeRefusal } from "#app/requests/merge-requests.server.ts";
import { moveRequestInside, type MoveRefusal, type MoveTelling } from "#app/requests/move-request.server.ts";
import type { Priority } from "#app/requests/rules/priority.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";
import { isUndoable, type UndoableAct, type UndoRefusal } from "#app/requests/rules/undo.ts";
import { setPriorityInside, type PriorityRefusal } from "#app/requests/set-priority.server.ts";
import { snoozeRequestInside, type SnoozeRefusal } from "#app/requests/snooze-request.server.ts";
import {
  lockRequest,
  type LockedRequest,
  type RequestRefused,
} from "#app/requests/store/lock-request.server.ts";
import { listActedOn } from "#app/requests/store/undo-store.server.ts";
import { takeRequestInside, type TakeRefusal } from "#app/requests/take-request.server.ts";
import { keepUndoInside, undoActInside } from "#app/requests/undo-act.server.ts";

/** Something that staff do with a request. `from` is what the person saw. */
export type RequestAct =
  | { intent: "take" }
  | { intent: "move"; from: RequestState; to: RequestState }
  | {
      intent: "assign";
      from: string | null;
      to: string | null;
      note?: { id: string; body: string } | undefined;
    }
  | { intent: "priority"; to: Priority }
  | { intent: "snooze"; until: SnoozeChoice | "now" }
  | ({ intent: "comment" } & Omit<NewComment, "requestId">);

export type ActRefusal =
  | TakeRefusal
  | MoveRefusal
  | AssignRefusal
  | PriorityRefusal
  | SnoozeRefusal
  | MergeRefusal
  | CommentRefusal
  | UndoRefusal;
/** A request that something was done with; `until` when it comes back to the queue; whether that can be undone. */
export type ActedOn = {
  number: number;
  assigneeName?: string | null;
  until?: Date | null;
  undoable?: boolean;
};
export type Acted = { ok: true; value: ActedOn } | RequestRefused<ActRefusal>;
/** `undo` names the act for the seconds in which it can be undone; null where it can't. */
export type ActedOnOne = { ok: true; value: ActedOn; undo: string | null } | RequestRefused<ActRefusal>;

/** Does one thing with a request, and counts its clocks anew in the same transaction. A refusal says how the request stands. */
export async function actOnRequest(scope: StaffScope, id: string, act: RequestAct): Promise<ActedOnOne> {
  const actId = randomUUID();
  const done = await inScope(scope, async (tx) =>
    canUndo(act)
      ? actKeptInside(tx, scope, await lockRequest(tx, scope, id), act, actId)
      : actOnRequestInside(tx, scope, id, act),
  );
  return done.ok ? { ...done, undo: done.value.undoable ? actId : null } : done;
}

type KeptAct = Extract<RequestAct, { intent: UndoableAct }>;
const canUndo = (act: RequestAct): act is KeptAct => isUndoable(act.intent);

/** The same with a locked request, keeping how it stood before. */
async function actKeptInside(
  tx: Tx,
  scope: StaffScope,
  before: LockedRequest,
  act: KeptAct,
  actId: string,
): Promise<Acted> {
  const done = await actOnRequestInside(tx, scope, before.id, act, { undoable: true });
  if (!done.ok) return done;
  const undoable = await keepUndoInside(tx, scope, before, { actId, act: act.intent });
  return { ok: true, value: { ...done.value, undoable } };
}

/** The same in the caller's transaction; nothing of it can be undone. */
export async function actOnRequestInside(
  tx: Tx,
  scope: StaffScope,
  id: string,
  act: RequestAct,
  telling: MoveTelling = {},
): Promise<Acted> {
  const done = await actInside(tx, scope, id, act, telling);
  const clientId = done.ok ? await findRequestClient(tx, id) : null;
  if (clientId) await refreshClocksInside(tx, { clientId, requestId: id });
  return done;
}

async function actInside(
  tx: Tx,
  scope: StaffScope,
  id: string,
  act: RequestAct,
  telling: MoveTelling,
): Promise<Acted> {
  switch (act.intent) {
    case "take":
      return takeRequestInside(tx, scope, id);
    case "move":
      return moveRequestInside(tx, scope, { id, from: act.from, to: act.to }, telling);
    case "assign":
      return assignRequestInside(tx, scope, { id, from: act.from, to: act.to, note: act.note }, telling);
    case "priority":
      return setPriorityInside(tx, scope, { id, to: act.to });
    case "snooze": {
      const until = act.until === "now" ? null : snoozeEnd(act.until, (await requireMsp(tx)).zone);
      return snoozeRequestInside(tx, scope, { id, until });
    }
    case "comment":
      return addCommentInside(tx, scope, {
        id: act.id,
        requestId: id,
        body: act.body,
        then: act.then,
        files: act.files,
      });
  }
}

/** What can be done with several at once. */
export type BulkAct =
  | Extract<RequestAct, { intent: "take" | "priority" | "snooze" }>
  | { intent: "move"; to: RequestState }
  | { intent: "assign"; to: string | null };

/** What became of each of several requests: those it was done with, and the others with their reasons. */
export type ActedOnMany = {
  done: ActedOn[];
  /** Names the act for the seconds in which it can be undone; null where none of it can. */
  undo: string | null;
  refused: { number: number; refused: RequestRefused<ActRefusal> }[];
};

/** Does one thing with several requests, each in a transaction of its own: what can't be done with one keeps none of the others. */
export async function actOnRequests(
  scope: StaffScope,
  ids: readonly string[],
  act: BulkAct,
): Promise<ActedOnMany> {
  const actId = randomUUID();
  const acted = await eachApart(scope, [...new Set(ids)], (tx, seen) =>
    actKeptInside(tx, scope, seen, actFor(act, seen), actId),
  );
  return { ...acted, undo: acted.done.some(({ undoable }) => undoable) ? actId : null };
}

/** Lets several requests go into another one, each in a transaction of its own; that one itself is passed over. Not to be undone. */
export async function mergeRequests(
  scope: StaffScope,
  ids: readonly string[],
  { into, words }: { into: string; words: string },
): Promise<Omit<ActedOnMany, "undo">> {
  const refused: ActedOnMany["refused"] = [];
  const done: ActedOn[] = [];
  for (const id of new Set(ids)) {
    if (id === into) continue;
    const { number, result } = await inScope(scope, async (tx) => {
      const merged = await mergeRequestsInside(tx, scope, { id, into, words });
      const request = await lockRequest(tx, scope, id);
      if (merged.ok) await refreshClocksInside(tx, { clientId: request.clientId, requestId: id });
      return { number: request.number, result: merged };
    });
    if (result.ok) done.push({ number });
    else refused.push({ number, refused: result });
  }
  return { done, refused };
}

/** Undoes what this person did just now, with each of its requests in a transaction of its own: of those that somebody changed since nothing is touched. */
export async function undoAct(scope: StaffScope, actId: string): Promise<Omit<ActedOnMany, "undo">> {
  const ids = await inScope(scope, (tx) => listActedOn(tx, { actId, userId: scope.userId }));
  return eachApart(scope, ids, async (tx, seen) => {
    const undone = await undoActInside(tx, scope, { id: seen.id, actId });
    if (undone.ok) await refreshClocksInside(tx, { clientId: seen.clientId, requestId: seen.id });
    return undone;
  });
}

/** Does something with each of several requests under its lock. */
async function eachApart(
  scope: StaffScope,
  ids: readonly string[],
  run: (tx: Tx, seen: LockedRequest) => Promise<Acted>,
): Promise<Omit<ActedOnMany, "undo">> {
  const refused: ActedOnMany["refused"] = [];
  const done: ActedOn[] = [];
  for (const id of ids) {
    const { number, result } = await inScope(scope, async (tx) => {
      const seen = await lockRequest(tx, scope, id);
      return { number: seen.number, result: await run(tx, seen) };
    });
    if (result.ok) done.push(result.value);
    else refused.push({ number, refused: result });
  }
  return { done, refused };
}

/** The act on one of several: from how it stands under its lock. */
function actFor(act: BulkAct, seen: { state: RequestState; assigneeId: string | null }): KeptAct {
  if (act.intent === "move") return { ...act, from: seen.state };
  return act.intent === "assign" ? { ...act, from: seen.assigneeId } : act;
}
