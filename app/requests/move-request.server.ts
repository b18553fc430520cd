import {
  lockRequest,
  refuseRequest,
  type LockedRequest,
  type RequestRefused,
} from "#app/requests/lock-request.server.ts";
import { closedStates, nextStates, type RequestState } from "#app/requests/rules/request-state.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { isLocale } from "#app/platform/i18n/locale.ts";
import { fallbackLocale } from "#app/platform/i18n/locale.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";

export type MoveRefusal = "changed-meanwhile" | "no-such-step" | "has-checklist";
export type Moved =
  { ok: true; value: { number: number; state: RequestState } } | RequestRefused<MoveRefusal>;

/**
 * Moves a request to another state, from the state that the person saw: if it stands elsewhere by now, nothing changes.
 * Who starts a request that nobody has takes it; who asked is told when it is done.
 */
export function moveRequest(
  scope: Scope,
  input: { id: string; from: RequestState; to: RequestState },
): Promise<Moved> {
  return inScope(scope, async (tx) => {
    const request = await lockRequest(tx, scope, input.id);
    if (request.state !== input.from) return refuseRequest(request, "changed-meanwhile");
    if (!nextStates(scope.kind, request.state).includes(input.to))
      return refuseRequest(request, "no-such-step");
    // A standard change is completed by its own verb, which looks at its checklist and does what was asked.
    if (request.kind === "change" && input.to === "done") return refuseRequest(request, "has-checklist");
    await moveRequestInside(tx, scope, request, input.to);
    return { ok: true, value: { number: request.number, state: input.to } };
  });
}

/**
 * Puts a locked request into a state, whatever the state before: the caller has decided that it may. Who starts a request that nobody
 * has takes it; who asked is told when it is done.
 */
export async function moveRequestInside(
  tx: Tx,
  actor: Scope | "system",
  request: LockedRequest,
  to: RequestState,
): Promise<void> {
  const staff = actor !== "system" && actor.kind === "staff" ? actor : null;
  const takes = staff !== null && to === "in_progress" && request.assigneeId === null ? staff : null;
  const closedAt = closedStates.some((state) => state === to) ? now() : null;
  await tx.request.update({
    where: { clientId_id: { clientId: request.clientId, id: request.id } },
    data: { state: to, closedAt, ...(takes ? { assigneeId: takes.userId } : {}) },
  });
  if (closedAt && to === "done") await tellRequester(tx, request, closedAt);
  await appendAudit(tx, actor, {
    action: "request.moved",
    target: `request:${request.number}`,
    clientId: request.clientId,
    detail: { from: request.state, to, ...(takes ? { assignee: takes.name } : {}) },
  });
}

async function tellRequester(tx: Tx, request: LockedRequest, closedAt: Date): Promise<void> {
  if (!request.requesterId) return;
  const [person] = await tx.$queryRaw<{ name: string; email: string; locale: string; msp: string }[]>`
    select u.name, u.email, u.locale, p.name as msp from user_facts u cross join msp_facts p
    where u.id = ${request.requesterId}::uuid
      and exists (select from membership_facts m where m.user_id = u.id and m.client_id = ${request.clientId}::uuid and m.ended_at is null)`;
  if (!person) return;
  await queueLetter(tx, {
    key: `request-done:${request.id}:${closedAt.toISOString()}`,
    clientId: request.clientId,
    to: person.email,
    locale: isLocale(person.locale) ? person.locale : fallbackLocale,
    template: "request-done",
    props: {
      number: request.number,
      title: request.title,
      requesterName: person.name,
      mspName: person.msp,
      url: `${env().origin}/requests/${request.id}`,
    },
  });
}
