import { ok, refuse, type Result } from "#app/platform/result.ts";

import { longestTyped, readDecimal, type TypedRefusal } from "./decimal.ts";

const sign = /^(?:€|eur)|(?:€|eur)$/gi;

/** Reads an amount of money as people type it (`475`, `475,00`, `1.149,50`, `€ 1,149.50`) as hundredths; never below 0. */
export function readAmount(text: string): Result<number, TypedRefusal> {
  if (text.length > longestTyped) return refuse("not-understood");
  const read = readDecimal(text.trim().replace(sign, ""));
  if (!read.ok) return read;
  const { whole, decimals } = read.value;
  if (whole.length > 12 || decimals.length > 2) return refuse("not-understood");
  return ok(Number(whole) * 100 + Number(decimals.padEnd(2, "0")));
}
