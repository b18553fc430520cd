import { sql } from "#app/platform/db.server.ts";

type Fragment = ReturnType<typeof sql>;

/** The condition that a text column holds what somebody typed, whatever its case and accents; true where nothing was typed. */
export function holds(column: Fragment, typed: string): Fragment {
  return typed.trim() === "" ? sql`true` : sql`search_key(${column}) like search_pattern(${typed})`;
}
