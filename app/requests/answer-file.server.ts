import type { Scope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { contentDisposition } from "#app/platform/download.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { findFile } from "#app/requests/store/file-store.server.ts";

/**
 * A file of a request, for the browser to keep and never to show: no type, no scripts, no frame. 409 in words while the virus scanner has
 * not passed it, 410 where it found something; 404 for a file of a request that this person does not see.
 */
export async function answerFile(scope: Scope, fileId: string): Promise<Response> {
  const file = (await readInScope(scope, (tx) => findFile(tx, scope, fileId))) ?? notFound();
  if (file.state === "held") return inWords(m.files_held(), 409);
  if (file.content === null) return inWords(m.files_refused(), 410);
  return new Response(new Uint8Array(file.content), {
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": contentDisposition(file.name),
      "content-length": String(file.content.length),
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": "private, no-store",
    },
  });
}

function inWords(words: string, status: number): Response {
  return new Response(words, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
}
