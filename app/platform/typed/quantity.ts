import { ok, refuse, type Result } from "#app/platform/result.ts";

import { readDecimal, type TypedRefusal } from "./decimal.ts";

/** Reads a whole number of at least 0 as people type it: `12`, `1 000`. `1.000` could be 1 or 1,000, so it is ambiguous. */
export function readQuantity(text: string): Result<number, TypedRefusal> {
  const read = readDecimal(text);
  if (!read.ok) return read;
  const { whole, decimals } = read.value;
  return decimals === "" && whole.length <= 15 ? ok(Number(whole)) : refuse("not-understood");
}
