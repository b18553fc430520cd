import { appendAudit } from "#app/identity/audit.server.ts";
import { wantsLetter } from "#app/identity/letter-kinds.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { threadOf } from "#app/requests/letter-thread.ts";
import { closedStates, nextStates, type RequestState } from "#app/requests/rules/request-state.ts";
import { undoLetterMs } from "#app/requests/rules/undo.ts";
import {
  lockRequest,
  refuseRequest,
  type LockedRequest,
  type RequestRefused,
} from "#app/requests/store/lock-request.server.ts";
import { changeRequest, findRequester } from "#app/requests/store/request-store.server.ts";
import { tellRequester, waitingLetterKey } from "#app/requests/tell-requester.server.ts";

export type MoveRefusal = "changed-meanwhile" | "no-such-step" | "has-checklist";
export type Moved =
  { ok: true; value: { number: number; state: RequestState } } | RequestRefused<MoveRefusal>;
export type Move = { id: string; from: RequestState; to: RequestState };

/**
 * Moves a request to another state, from the state that the person saw: if it stands elsewhere by now, nothing changes.
 * Who starts a request that nobody has takes it; who asked is told when it is done.
 */
export function moveRequest(scope: Scope, input: Move): Promise<Moved> {
  return inScope(scope, (tx) => moveRequestInside(tx, scope, input));
}

/** How who asked is told that a request is done or waits for them: not at all (`quiet`), or only once the step can't be undone any more (`undoable`). */
export type MoveTelling = { quiet?: boolean; undoable?: boolean };

/** The same in the caller's transaction. */
export async function moveRequestInside(
  tx: Tx,
  scope: Scope,
  input: Move,
  telling: MoveTelling = {},
): Promise<Moved> {
  const request = await lockRequest(tx, scope, input.id);
  if (request.state !== input.from) return refuseRequest(request, "changed-meanwhile");
  if (request.mergedInto !== null) return refuseRequest(request, "no-such-step");
  if (!nextStates(scope.kind, request).includes(input.to))
    return refuseRequest(
      request,
      completesElsewhere(scope, request, input.to) ? "has-checklist" : "no-such-step",
    );
  await putStateInside(tx, scope, request, input.to, telling);
  return { ok: true, value: { number: request.number, state: input.to } };
}

/** Whether a standard change would go there if it were not completed by its own verb, which looks at its checklist. */
function completesElsewhere(scope: Scope, request: LockedRequest, to: RequestState): boolean {
  return request.kind === "change" && nextStates(scope.kind, { ...request, kind: "plain" }).includes(to);
}

/**
 * Puts a locked request into a state, whatever the state before: the caller has decided that it may. Who starts a request that nobody
 * has takes it; who asked is told when it is done, or when staff let it wait for them.
 */
export async function putStateInside(
  tx: Tx,
  actor: Scope | "system",
  request: LockedRequest,
  to: RequestState,
  { quiet = false, undoable = false }: MoveTelling = {},
): Promise<void> {
  const staff = actor !== "system" && actor.kind === "staff" ? actor : null;
  const takes = staff !== null && to === "in_progress" && request.assigneeId === null ? staff : null;
  const closedAt = closedStates.some((state) => state === to) ? now() : null;
  await changeRequest(tx, request, {
    state: to,
    closedAt,
    snoozedUntil: null,
    ...(takes ? { assigneeId: takes.userId } : {}),
  });
  if (closedAt && to === "done" && !quiet)
    await tellDone(tx, request, closedAt, undoable ? new Date(closedAt.getTime() + undoLetterMs) : null);
  if (staff && to === "waiting" && !quiet)
    await tellRequester(
      tx,
      request,
      { news: "waiting" },
      {
        key: waitingLetterKey(request.id, request.revision + 1),
        sendAt: undoable ? new Date(now().getTime() + undoLetterMs) : null,
      },
    );
  await appendAudit(tx, actor, {
    action: "request.moved",
    target: `request:${request.number}`,
    clientId: request.clientId,
    detail: { from: request.state, to, ...(takes ? { assignee: takes.name } : {}) },
  });
}

/** The key of the letter that a request is done, closed at this instant. */
export const doneLetterKey = (requestId: string, closedAt: Date): string =>
  `request-done:${requestId}:${closedAt.toISOString()}`;

async function tellDone(tx: Tx, request: LockedRequest, closedAt: Date, sendAt: Date | null): Promise<void> {
  const person = await findRequester(tx, request);
  if (!person || !wantsLetter(person, "done")) return;
  await queueLetter(tx, {
    key: doneLetterKey(request.id, closedAt),
    ...(sendAt && { sendAt }),
    clientId: request.clientId,
    to: person.email,
    locale: localeOf(person.locale),
    thread: threadOf(request.id),
    template: "request-done",
    props: {
      number: request.number,
      title: request.title,
      requesterName: person.name,
      mspName: (await requireMsp(tx)).name,
      url: `${env().origin}/requests/${request.id}`,
    },
  });
}
