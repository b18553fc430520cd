/** The pattern for ILIKE that finds a text anywhere; what people type is never a wildcard. */
export function containing(typed: string): string {
  return `%${typed
    .trim()
    .slice(0, 100)
    .replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

/** The number in "#1001" or "1001"; null for any other text. */
export function requestNumberIn(typed: string): number | null {
  const match = /^#?(\d{1,9})$/.exec(typed.trim());
  return match ? Number(match[1]) : null;
}

/** A page number out of an address: 1 for anything that is none. */
export function pageIn(text: string | null): number {
  const page = Number(text ?? 1);
  return Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1;
}
