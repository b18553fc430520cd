import { decodeWindows1252 } from "#app/platform/windows-1252.ts";

/** A file's text: UTF-8 or UTF-16 where it says or is so, else as Windows writes it. NULs are left out: no text column takes them. */
export async function textOfFile(file: Blob): Promise<string> {
  return (await decoded(file)).replaceAll("\0", "");
}

async function decoded(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return decodeWindows1252(bytes);
  }
}
