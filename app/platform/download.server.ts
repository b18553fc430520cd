import { Readable } from "node:stream";

import { createReadableStreamFromReadable } from "@remix-run/node";

/** A file for the browser to keep, sent piece by piece as it is made. */
export function downloadText(
  fileName: string,
  type: "text/csv; charset=utf-8",
  text: AsyncIterable<string> | Iterable<string>,
): Response {
  return new Response(createReadableStreamFromReadable(Readable.from(text, { objectMode: false })), {
    headers: headersOf(fileName, type),
  });
}

/** A file for the browser to keep. */
export function downloadFile(fileName: string, type: "application/pdf", content: Uint8Array): Response {
  return new Response(new Uint8Array(content), { headers: headersOf(fileName, type) });
}

function headersOf(fileName: string, type: string): HeadersInit {
  return {
    "content-type": type,
    "content-disposition": contentDisposition(fileName),
    "cache-control": "private, no-store",
  };
}

/** The header that names a file to keep: in its own letters (RFC 6266 with RFC 5987), and in ASCII for programs that don't read those. */
export function contentDisposition(fileName: string): string {
  const ascii = fileName
    .replaceAll(/[^\w.-]+/g, "-")
    .replaceAll(/-+/g, "-")
    .replaceAll(/^-|-(?=\.)/g, "");
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"${ascii === fileName ? "" : `; filename*=UTF-8''${encoded}`}`;
}
