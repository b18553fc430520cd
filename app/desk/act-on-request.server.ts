import { refreshClocksInside } from "#app/desk/sla/refresh-clocks.server.ts";
import { findRequestClient, findRequestByNumber } from "#app/desk/store/queue-store.server.ts";
import { snoozeEnd, type SnoozeChoice } from "#app/desk/snooze-end.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { addCommentInside, type CommentRefusal, type NewComment } from "#app/requests/add-comment.server.ts";
import { assignRequestInside, type AssignRefusal } from "#app/requests/assign-request.server.ts";
import { mergeRequestsInside, type MergeRefusal } from "#app/requests/merge-requests.server.ts";
import { moveRequestInside, type MoveRefusal } from "#app/requests/move-request.server.ts";
import type { Priority } from "#app/requests/rules/priority.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";
import { setPriorityInside, type PriorityRefusal } from "#app/requests/set-priority.server.ts";
import { snoozeRequestInside, type SnoozeRefusal } from "#app/requests/snooze-request.server.ts";
import { lockRequest, refuseRequest, type RequestRefused } from "#app/requests/store/lock-request.server.ts";
import { takeRequestInside, type TakeRefusal } from "#app/requests/take-request.server.ts";

/** Something that staff do with a request. `from` is what the person saw. */
export type RequestAct =
  | { intent: "take" }
  | { intent: "move"; from: RequestState; to: RequestState }
  | { intent: "assign"; from: string | null; to: string | null }
  | { intent: "priority"; to: Priority }
  | { intent: "snooze"; until: SnoozeChoice | "now" }
  | { intent: "merge"; into: number }
  | ({ intent: "comment" } & Omit<NewComment, "requestId">);

export type ActRefusal =
  | TakeRefusal
  | MoveRefusal
  | AssignRefusal
  | PriorityRefusal
  | SnoozeRefusal
  | MergeRefusal
  | CommentRefusal
  | "no-such-request";
/** A request that something was done with; `until` when it comes back to the queue. */
export type ActedOn = { number: number; assigneeName?: string | null; until?: Date | null };
export type Acted = { ok: true; value: ActedOn } | RequestRefused<ActRefusal>;

/** Does one thing with a request, and counts its clocks anew in the same transaction. A refusal says how the request stands. */
export function actOnRequest(scope: StaffScope, id: string, act: RequestAct): Promise<Acted> {
  return inScope(scope, (tx) => actOnRequestInside(tx, scope, id, act));
}

/** The same in the caller's transaction. */
export async function actOnRequestInside(
  tx: Tx,
  scope: StaffScope,
  id: string,
  act: RequestAct,
): Promise<Acted> {
  const done = await actInside(tx, scope, id, act);
  const clientId = done.ok ? await findRequestClient(tx, id) : null;
  if (clientId) await refreshClocksInside(tx, { clientId, requestId: id });
  return done;
}

async function actInside(tx: Tx, scope: StaffScope, id: string, act: RequestAct): Promise<Acted> {
  switch (act.intent) {
    case "take":
      return takeRequestInside(tx, scope, id);
    case "move":
      return moveRequestInside(tx, scope, { id, from: act.from, to: act.to });
    case "assign":
      return assignRequestInside(tx, scope, { id, from: act.from, to: act.to });
    case "priority":
      return setPriorityInside(tx, scope, { id, to: act.to });
    case "snooze": {
      const until = act.until === "now" ? null : snoozeEnd(act.until, (await requireMsp(tx)).zone);
      return snoozeRequestInside(tx, scope, { id, until });
    }
    case "merge":
      return mergeByNumber(tx, scope, id, act.into);
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

async function mergeByNumber(tx: Tx, scope: StaffScope, id: string, number: number): Promise<Acted> {
  const into = await findRequestByNumber(tx, number);
  if (into && into !== id) return mergeRequestsInside(tx, scope, { id, into });
  return refuseRequest(await lockRequest(tx, scope, id), "no-such-request");
}

/** What can be done with several at once. */
export type BulkAct =
  | Extract<RequestAct, { intent: "take" | "priority" | "snooze" }>
  | { intent: "move"; to: RequestState }
  | { intent: "assign"; to: string | null };

/** What became of each of several requests: those it was done with, and the others with their reasons. */
export type ActedOnMany = {
  done: ActedOn[];
  refused: { number: number; refused: RequestRefused<ActRefusal> }[];
};

/** Does one thing with several requests, each in a transaction of its own: what can't be done with one keeps none of the others. */
export async function actOnRequests(
  scope: StaffScope,
  ids: readonly string[],
  act: BulkAct,
): Promise<ActedOnMany> {
  const refused: ActedOnMany["refused"] = [];
  const done: ActedOn[] = [];
  for (const id of new Set(ids)) {
    const { number, result } = await inScope(scope, async (tx) => {
      const seen = await lockRequest(tx, scope, id);
      return { number: seen.number, result: await actOnRequestInside(tx, scope, id, actFor(act, seen)) };
    });
    if (result.ok) done.push(result.value);
    else refused.push({ number, refused: result });
  }
  return { done, refused };
}

/** The act on one of several: from how it stands under its lock. */
function actFor(act: BulkAct, seen: { state: RequestState; assigneeId: string | null }): RequestAct {
  if (act.intent === "move") return { ...act, from: seen.state };
  return act.intent === "assign" ? { ...act, from: seen.assigneeId } : act;
}
