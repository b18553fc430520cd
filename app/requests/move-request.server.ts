import {
  lockRequest,
  refuseRequest,
  type LockedRequest,
  type RequestRefused,
} from "#app/requests/lock-request.server.ts";
import { nextStates, type RequestState } from "#app/requests/rules/request-state.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { isLocale } from "#app/platform/i18n/locale.ts";
import { fallbackLocale } from "#app/platform/i18n/locale.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";

export type MoveRefusal = "changed-meanwhile" | "no-such-step";
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
    const takes = scope.kind === "staff" && input.to === "in_progress" && request.assigneeId === null;
    const closedAt = input.to === "done" ? now() : null;
    await tx.request.update({
      where: { clientId_id: { clientId: request.clientId, id: request.id } },
      data: { state: input.to, closedAt, ...(takes ? { assigneeId: scope.userId } : {}) },
    });
    if (closedAt) await tellRequester(tx, request, closedAt);
    await appendAudit(tx, scope, {
      action: "request.moved",
      target: `request:${request.number}`,
      clientId: request.clientId,
      detail: { from: input.from, to: input.to, ...(takes ? { assignee: scope.name } : {}) },
    });
    return { ok: true, value: { number: request.number, state: input.to } };
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
