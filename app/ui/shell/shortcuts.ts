import type { RowKey } from "#app/ui/table/row-keys.ts";

/** What a key, or two after each other, does on a staff page. */
export type Shortcut =
  | { keys: string; to: string }
  | { keys: string; focus: "search" }
  | { keys: string; row: RowKey }
  | { keys: string; press: "undo" };

/** Every shortcut of the staff pages; each place has a visible link as well. */
export const shortcuts = [
  { keys: "t", to: "/staff/time/new" },
  { keys: "g c", to: "/staff/clients" },
  { keys: "g r", to: "/staff/requests" },
  { keys: "/", focus: "search" },
  { keys: "j", row: "next" },
  { keys: "k", row: "previous" },
  { keys: "x", row: "select" },
  { keys: "z", press: "undo" },
  { keys: "?", to: "/staff/keys" },
] as const satisfies readonly Shortcut[];

export type ShortcutKeys = (typeof shortcuts)[number]["keys"];

/** What was pressed so far becomes: a shortcut, the first half of one (kept), or nothing. */
export function pressKey(held: string, key: string): { shortcut: Shortcut | null; held: string } {
  for (const typed of held ? [`${held} ${key}`, key] : [key]) {
    const shortcut = shortcuts.find((candidate) => candidate.keys === typed);
    if (shortcut) return { shortcut, held: "" };
    if (shortcuts.some((candidate) => candidate.keys.startsWith(`${typed} `)))
      return { shortcut: null, held: typed };
  }
  return { shortcut: null, held: "" };
}

/** Where a shortcut leads from a page: on a request's own page the form for time opens for that request, on a client's pages for that client. */
export function shortcutPlace(to: string, from: string): string {
  if (to !== "/staff/time/new") return to;
  const [, list, id] = /^\/staff\/(requests|clients)\/([0-9a-f-]{36})(?:\/|$)/i.exec(from) ?? [];
  return id === undefined ? to : `${to}?${list === "requests" ? "request" : "client"}=${id}`;
}
