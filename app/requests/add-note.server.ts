import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope } from "#app/platform/db.server.ts";
import { appendNote } from "#app/requests/store/conversation.server.ts";
import { lockRequest } from "#app/requests/store/lock-request.server.ts";

/** Writes an internal note on a request: no client's person can receive it, by page, e-mail or row. The same form again changes nothing. */
export function addNote(
  scope: StaffScope,
  input: { id: string; requestId: string; body: string },
): Promise<{ number: number }> {
  return inScope(scope, async (tx) => {
    const request = await lockRequest(tx, scope, input.requestId);
    const isNew = await appendNote(tx, request, { id: input.id, authorId: scope.userId, body: input.body });
    if (isNew)
      await appendAudit(tx, scope, {
        action: "request.noted",
        target: `request:${request.number}`,
        clientId: null,
      });
    return { number: request.number };
  });
}
