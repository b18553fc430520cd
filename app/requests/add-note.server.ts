import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { appendNote } from "#app/requests/store/conversation.server.ts";
import { lockRequest } from "#app/requests/store/lock-request.server.ts";

/** Writes an internal note on a request: no client's person can receive it, by page, e-mail or row. The same form again changes nothing. */
export function addNote(scope: StaffScope, input: NewNote): Promise<{ number: number }> {
  return inScope(scope, (tx) => addNoteInside(tx, scope, input));
}

type NewNote = { id: string; requestId: string; body: string };

/** The same in the caller's transaction. */
export async function addNoteInside(tx: Tx, scope: StaffScope, input: NewNote): Promise<{ number: number }> {
  const request = await lockRequest(tx, scope, input.requestId);
  const isNew = await appendNote(tx, request, { id: input.id, authorId: scope.userId, body: input.body });
  if (isNew)
    await appendAudit(tx, scope, {
      action: "request.noted",
      target: `request:${request.number}`,
      clientId: null,
    });
  return { number: request.number };
}
