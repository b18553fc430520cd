/** A PDF tells so many acts line by line: laying one out takes some milliseconds a line, in which its process does nothing else. A longer period is several PDFs. */
export const actsPerPart = 500;
/** A period's PDFs tell so many acts in all; of a still longer one the spreadsheet has all lines, and page and PDF say so. */
export const mostActsInParts = 10_000;

/** In how many PDFs a period of so many acts is told; at least one. */
export function partsOf(acts: number): number {
  return Math.max(1, Math.ceil(Math.min(acts, mostActsInParts) / actsPerPart));
}

/** How many acts of a period no PDF tells. */
export function leftOutOf(acts: number): number {
  return Math.max(0, acts - mostActsInParts);
}

/** The stretch of acts, by their numbers after `openingSeq`, that one part tells: after the first, up to the second. */
export function stretchOfPart(
  openingSeq: number,
  closingSeq: number,
  part: number,
): { after: number; upTo: number } {
  const after = openingSeq + (part - 1) * actsPerPart;
  return { after, upTo: Math.min(closingSeq, after + actsPerPart) };
}

/** Which part an address asks for, the first unless it says; null for one that can't be. */
export function readPart(query: URLSearchParams): number | null {
  const asked = query.get("part") ?? "1";
  return /^[1-9]\d{0,3}$/.test(asked) ? Number(asked) : null;
}
