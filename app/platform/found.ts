/** One thing that a search found: where it is, what it is called, and a line that tells it from its like. */
export type Found = { to: string; title: string; detail: string | null };

/** What a search found of one kind, with the kind's name. */
export type FoundGroup = { title: string; items: Found[] };

/** The most that a search shows of each kind. */
export const foundPerKind = 6;

/** Tells whether a text is long enough to search records for: two characters. */
export function isSearchable(typed: string): boolean {
  return typed.trim().length >= 2;
}
