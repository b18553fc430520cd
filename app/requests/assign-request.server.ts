import { appendAudit } from "#app/identity/audit.server.ts";
import { wantsLetter } from "#app/identity/letter-kinds.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { addNoteInside } from "#app/requests/add-note.server.ts";
import { threadOf } from "#app/requests/letter-thread.ts";
import { undoLetterMs } from "#app/requests/rules/undo.ts";
import {
  lockRequest,
  refuseRequest,
  type LockedRequest,
  type RequestRefused,
} from "#app/requests/store/lock-request.server.ts";
import {
  changeRequest,
  findClientName,
  findColleague,
  type Addressee,
} from "#app/requests/store/request-store.server.ts";

export type AssignRefusal = "changed-meanwhile" | "not-staff";
export type Assigned =
  { ok: true; value: { number: number; assigneeName: string | null } } | RequestRefused<AssignRefusal>;
/** `note` is an internal note for the colleague, with an id made with its form. */
export type Assignment = {
  id: string;
  from: string | null;
  to: string | null;
  note?: { id: string; body: string } | undefined;
};

/** The key of the letter that a request was handed over, by the revision that it came to thereby. */
export const assignedLetterKey = (requestId: string, revision: number): string =>
  `request-assigned:${requestId}:${revision}`;

/**
 * Gives a request to one of the MSP's people (null: to nobody), if it is still with whom the person saw it. A colleague is told, with the
 * note; where the act can be undone (`undoable`), once it no longer can.
 */
export function assignRequest(scope: StaffScope, input: Assignment): Promise<Assigned> {
  return inScope(scope, (tx) => assignRequestInside(tx, scope, input));
}

/** The same in the caller's transaction. */
export async function assignRequestInside(
  tx: Tx,
  scope: StaffScope,
  input: Assignment,
  { undoable = false }: { undoable?: boolean } = {},
): Promise<Assigned> {
  const request = await lockRequest(tx, scope, input.id);
  if (request.assigneeId !== input.from) return refuseRequest(request, "changed-meanwhile");
  const person = await findColleague(tx, input.to);
  if (input.to !== null && !person) return refuseRequest(request, "not-staff");
  if (input.note)
    await addNoteInside(tx, scope, { id: input.note.id, requestId: input.id, body: input.note.body });
  if (input.to !== input.from) {
    const isHandedOver = person !== null && input.to !== scope.userId;
    await changeRequest(tx, request, { assigneeId: input.to, ...(isHandedOver && { handedAt: now() }) });
    if (isHandedOver) await tellColleague(tx, scope, request, { person, note: input.note?.body, undoable });
    await appendAudit(tx, scope, {
      action: "request.assigned",
      target: `request:${request.number}`,
      clientId: request.clientId,
      detail: { from: request.assigneeName, to: person?.name ?? null },
    });
  }
  return { ok: true, value: { number: request.number, assigneeName: person?.name ?? null } };
}

async function tellColleague(
  tx: Tx,
  scope: StaffScope,
  request: LockedRequest,
  { person, note, undoable }: { person: Addressee; note: string | undefined; undoable: boolean },
): Promise<void> {
  if (!wantsLetter(person, "assigned")) return;
  await queueLetter(tx, {
    key: assignedLetterKey(request.id, request.revision + 1),
    ...(undoable && { sendAt: new Date(now().getTime() + undoLetterMs) }),
    clientId: request.clientId,
    to: person.email,
    locale: localeOf(person.locale),
    thread: threadOf(request.id),
    template: "request-assigned",
    props: {
      name: person.name,
      number: request.number,
      title: request.title,
      clientName: await findClientName(tx, request),
      by: scope.name,
      note: note ?? "",
      mspName: (await requireMsp(tx)).name,
      url: `${env().origin}/staff/requests/${request.id}`,
    },
  });
}
