import type { Scope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { inUploadTurn } from "#app/platform/web/upload-gate.server.ts";
import { requireFilesRoom } from "#app/requests/keep-files.server.ts";

/** A form of fewer bytes may be all words: its files are counted when they are kept. */
const withoutFiles = 200_000;

/**
 * Reads and keeps a form that may bring files, in its turn. Throws, before a byte of it is read, a 429 where the day's files are used up
 * by what it says to bring, and a 503 where too many are read already.
 */
export async function inFilesTurn<T>(request: Request, scope: Scope, run: () => Promise<T>): Promise<T> {
  const bytes = Number(request.headers.get("content-length") ?? 0);
  if (bytes > withoutFiles) await readInScope(scope, (tx) => requireFilesRoom(tx, scope, bytes));
  return inUploadTurn(request, { kind: "person", key: scope.userId }, run);
}
