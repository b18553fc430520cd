import { refuse, ok, type Result } from "#app/platform/result.ts";

/** Where a page of a list ended: the last row's place in the order as text, its id, and which filter it was listed by. */
export type Cursor = { after: string; id: string; filter: string };

/** A cursor as callers keep it: base64url, without meaning to them. */
export function writeCursor({ after, id, filter }: Cursor): string {
  return Buffer.from(JSON.stringify([after, id, filter])).toString("base64url");
}

/** Reads a cursor that was made for this filter; refuses any other text. */
export function readCursor(text: string, filter: string): Result<Cursor, "invalid-cursor"> {
  const read = parts(Buffer.from(text, "base64url").toString("utf8"));
  const [after, id, madeFor] = Array.isArray(read) ? read.map(String) : [];
  const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id ?? "");
  if (after === undefined || id === undefined || !isId || madeFor !== filter) return refuse("invalid-cursor");
  return ok({ after, id, filter });
}

function parts(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
