import { data } from "@remix-run/node";

import { m } from "#app/platform/generated/i18n/messages.js";

/** A row that does not exist and a row that is somebody else's look the same: throws the 404. */
export function notFound(): never {
  throw data(null, { status: 404 });
}

/** What an error page says instead of the words that its status alone has. */
export type ErrorWords = { title: string; text: string };

/** Refuses a request in words of its own, which stand on the error page: throws them with their status. */
export function refuseInWords(
  status: number,
  words: ErrorWords,
  headers: Record<string, string> = {},
): never {
  throw data({ words }, { status, headers });
}

/** Throws a 503 that says when to try again. */
export function tooBusy(): never {
  return refuseInWords(
    503,
    { title: m.error_busy_title(), text: m.error_busy_text() },
    { "retry-after": "20" },
  );
}

/** Reads a uuid out of a route's parameters; anything else is a 404 before a query runs. */
export function uuidParam(value: string | undefined): string {
  if (!value || !/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)) notFound();
  return value.toLowerCase();
}

/** A path of this site that came in from outside, or the fallback for anything that could lead elsewhere, or that no header can carry. */
export function safePath(value: unknown, fallback: string): string {
  if (typeof value !== "string" || value.length > 2000 || !/^\/(?![/\\])[!-[\]-~]*$/.test(value))
    return fallback;
  return value;
}
