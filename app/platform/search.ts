/** The number in "#1001" or "1001"; null for any other text. */
export function requestNumberIn(typed: string): number | null {
  const match = /^#?(\d{1,9})$/.exec(typed.trim());
  return match ? Number(match[1]) : null;
}
