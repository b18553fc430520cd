import { ok, refuse, type Result } from "#app/platform/result.ts";

/** Where a file's signature stands: its hex from `<` to after `>`. Everything else is what is signed. */
export type Gap = { from: number; to: number };
export type GapProblem = "no-signature" | "several-signatures" | "not-to-the-end" | "not-a-signature";

/**
 * The place of a sealed file's one signature. Refused unless the file has exactly one range, from its first byte to its last, whose hole
 * is the hex of /Contents and nothing else: what was appended, hidden in the hole or signed again is none of ours.
 */
export function findGap(file: Buffer): Result<Gap, GapProblem> {
  const text = file.toString("latin1");
  const mentions = text.split("/ByteRange").length - 1;
  if (mentions === 0) return refuse("no-signature");
  const ranges = [...text.matchAll(/\/ByteRange\s*\[0 +(\d{1,10}) +(\d{1,10}) +(\d{1,10}) *\]/g)];
  const [range] = ranges;
  if (mentions > 1 || ranges.length !== 1 || !range) return refuse("several-signatures");
  const [from = 0, to = 0, rest = 0] = range.slice(1).map(Number);
  if (to <= from || to + rest !== file.length) return refuse("not-to-the-end");
  const isHex = /^<[0-9a-fA-F]+>$/.test(text.slice(from, to));
  return isHex && text.slice(0, from).endsWith("/Contents ") ? ok({ from, to }) : refuse("not-a-signature");
}
