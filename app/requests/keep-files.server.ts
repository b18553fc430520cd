import { randomUUID } from "node:crypto";

import { appendAudit } from "#app/identity/audit.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { refuseInWords } from "#app/platform/http.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import type { CheckedFile } from "#app/requests/read-files.server.ts";
import {
  countBytesSince,
  countFiles,
  insertFile,
  type FilePlace,
} from "#app/requests/store/file-store.server.ts";

/** What a client's people may send in a day together, and one of them, in bytes: far more than work needs. */
const mostPerDay = { client: 1_000_000_000, person: 300_000_000 };
const dayMs = 86_400_000;

/** The most files that a request takes in all. */
const filesPerRequest = 60;

/** Tells whether a request takes so many files more. */
export async function hasRoomFor(
  tx: Tx,
  key: { clientId: string; id: string },
  files: readonly CheckedFile[],
): Promise<boolean> {
  return files.length === 0 || (await countFiles(tx, key)) + files.length <= filesPerRequest;
}

/** Throws a 429 in words where a client's person, or all of its people, would send more than a day takes. */
export async function requireFilesRoom(tx: Tx, scope: Scope, bytes: number): Promise<void> {
  if (scope.kind !== "client") return;
  const sent = await countBytesSince(tx, scope, new Date(now().getTime() - dayMs));
  if (sent.byClient + bytes > mostPerDay.client || sent.byPerson + bytes > mostPerDay.person)
    refuseInWords(429, { title: m.error_files_title(), text: m.error_files_text() });
}

/**
 * Keeps files with a text that is new in this transaction, whose request is locked. Where a virus scanner is set, nobody can fetch
 * them before it has passed them. Throws a 429, and the act with it is undone, where more are sent than a day takes.
 */
export async function keepFilesInside(
  tx: Tx,
  scope: Scope,
  request: { clientId: string; id: string; number: number },
  place: FilePlace,
  files: readonly CheckedFile[],
): Promise<void> {
  if (files.length > 0)
    await requireFilesRoom(
      tx,
      scope,
      files.reduce((sum, { content }) => sum + content.length, 0),
    );
  const isHeld = env().clamdUrl !== undefined;
  for (const file of files) {
    const id = randomUUID();
    const by = { authorId: scope.userId, byStaff: scope.kind === "staff" };
    await insertFile(tx, request, by, place, { id, ...file, state: isHeld ? "held" : "ready" });
    if (isHeld)
      await enqueue(
        tx,
        "requests.scan-file",
        { clientId: request.clientId, fileId: id },
        { key: `scan:${id}` },
      );
    await appendAudit(tx, scope, {
      action: "request.file-added",
      target: `request:${request.number}`,
      // What concerns an internal note is in no log that the client reads.
      clientId: place.noteId === undefined ? request.clientId : null,
      detail: { name: file.name },
    });
  }
}
