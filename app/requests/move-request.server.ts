import { appendAudit } from "#app/identity/audit.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { isLocale } from "#app/platform/i18n/locale.ts";
import { fallbackLocale } from "#app/platform/i18n/locale.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { threadOf } from "#app/requests/letter-thread.ts";
import { nextStates, type RequestState } from "#app/requests/rules/request-state.ts";
import {
  lockRequest,
  refuseRequest,
  type LockedRequest,
  type RequestRefused,
} from "#app/requests/store/lock-request.server.ts";
import { changeRequest, findRequester } from "#app/requests/store/request-store.server.ts";

export type MoveRefusal = "changed-meanwhile" | "no-such-step";
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

/** The same in the caller's transaction; `quiet` where who asked is told otherwise. */
export async function moveRequestInside(
  tx: Tx,
  scope: Scope,
  input: Move,
  { quiet = false }: { quiet?: boolean } = {},
): Promise<Moved> {
  const request = await lockRequest(tx, scope, input.id);
  if (request.state !== input.from) return refuseRequest(request, "changed-meanwhile");
  if (request.mergedInto !== null || !nextStates(scope.kind, request.state).includes(input.to))
    return refuseRequest(request, "no-such-step");
  const takes = scope.kind === "staff" && input.to === "in_progress" && request.assigneeId === null;
  const closedAt = input.to === "done" ? now() : null;
  await changeRequest(tx, request, {
    state: input.to,
    closedAt,
    snoozedUntil: null,
    ...(takes ? { assigneeId: scope.userId } : {}),
  });
  if (closedAt && !quiet) await tellRequester(tx, request, closedAt);
  await appendAudit(tx, scope, {
    action: "request.moved",
    target: `request:${request.number}`,
    clientId: request.clientId,
    detail: { from: input.from, to: input.to, ...(takes ? { assignee: scope.name } : {}) },
  });
  return { ok: true, value: { number: request.number, state: input.to } };
}

async function tellRequester(tx: Tx, request: LockedRequest, closedAt: Date): Promise<void> {
  const person = await findRequester(tx, request);
  if (!person) return;
  await queueLetter(tx, {
    key: `request-done:${request.id}:${closedAt.toISOString()}`,
    clientId: request.clientId,
    to: person.email,
    locale: isLocale(person.locale) ? person.locale : fallbackLocale,
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
