import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { hasRoomFor, keepFilesInside } from "#app/requests/keep-files.server.ts";
import type { CheckedFile } from "#app/requests/read-files.server.ts";
import { appendNote } from "#app/requests/store/conversation.server.ts";
import { lockRequest, refuseRequest, type RequestRefused } from "#app/requests/store/lock-request.server.ts";

export type NewNote = {
  id: string;
  requestId: string;
  body: string;
  files?: readonly CheckedFile[] | undefined;
};
export type Noted = { ok: true; value: { number: number } } | RequestRefused<"too-many-files">;

/** Writes an internal note on a request: no client's person can receive it or its files, by page, e-mail or row. The same form again changes nothing. */
export function addNote(scope: StaffScope, input: NewNote): Promise<Noted> {
  return inScope(scope, (tx) => addNoteInside(tx, scope, input));
}

/** The same in the caller's transaction. */
export async function addNoteInside(
  tx: Tx,
  scope: StaffScope,
  { files = [], ...input }: NewNote,
): Promise<Noted> {
  const request = await lockRequest(tx, scope, input.requestId);
  if (!(await hasRoomFor(tx, request, files))) return refuseRequest(request, "too-many-files");
  const isNew = await appendNote(tx, request, { id: input.id, authorId: scope.userId, body: input.body });
  if (isNew) {
    await keepFilesInside(tx, scope, request, { noteId: input.id }, files);
    await appendAudit(tx, scope, {
      action: "request.noted",
      target: `request:${request.number}`,
      clientId: null,
    });
  }
  return { ok: true, value: { number: request.number } };
}
