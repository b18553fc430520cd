import { Readable } from "node:stream";

import { createReadableStreamFromReadable } from "@remix-run/node";

import { csvFile, type CsvLine, type CsvStyle } from "#app/platform/csv.ts";

/** Lines that a spreadsheet opens, by what they are called; sent piece by piece as they are read. */
export interface CsvDownload {
  fileName: string;
  lines: AsyncIterable<CsvLine> | Iterable<CsvLine>;
}

/** A CSV file for the browser to keep, in the style of who asks for it (`csvStyle` of the person signed in). */
export function downloadCsv({ fileName, lines }: CsvDownload, style: CsvStyle): Response {
  const pieces = Readable.from(csvFile(lines, style), { objectMode: false });
  return new Response(createReadableStreamFromReadable(pieces), {
    headers: headersOf(fileName, "text/csv; charset=utf-8"),
  });
}

/** A file for the browser to keep. */
export function downloadFile(
  fileName: string,
  type: "application/pdf" | "application/octet-stream",
  content: Uint8Array,
): Response {
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
