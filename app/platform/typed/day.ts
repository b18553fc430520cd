import { isDay, type Day } from "#app/platform/day.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { longestTyped, type TypedRefusal } from "./decimal.ts";

/** The first and the last day that are taken from outside: years of arithmetic before and after them still find a day. */
export const firstTypedDay = "1900-01-01";
export const lastTypedDay = "2199-12-31";

const dayFirst = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4})$/;

/**
 * Reads a day from a form, a file or an address: `2027-03-31`, or day first, `31-3-2027`, `31.03.2027`, `31/03/2027`. With
 * slashes some write the month first, so `3/4/2027` is ambiguous. Years beyond 1900 to 2199 are slips of the keyboard.
 */
export function readDay(text: string): Result<Day, TypedRefusal> {
  if (text.length > longestTyped) return refuse("not-understood");
  const typed = text.trim();
  const parts = dayFirst.exec(typed);
  if (!parts) return inRange(typed);
  const [, first = "", sign, second = "", year] = parts;
  if (sign === "/" && Number(first) !== Number(second) && Number(first) <= 12 && Number(second) <= 12)
    return refuse("ambiguous");
  return inRange(`${year}-${second.padStart(2, "0")}-${first.padStart(2, "0")}`);
}

/** The day that an address or a hidden field names; null for none, and for what no form of ours sends. */
export function dayOrNull(text: string | null | undefined): Day | null {
  const read = readDay(text ?? "");
  return read.ok ? read.value : null;
}

/** Two days, the earlier one first: typed the wrong way round they are meant the right way round. An open one stays where it is. */
export function daysInOrder(from: Day | null, until: Day | null): [from: Day | null, until: Day | null] {
  return from && until && from > until ? [until, from] : [from, until];
}

function inRange(text: string): Result<Day, TypedRefusal> {
  return isDay(text) && text >= firstTypedDay && text <= lastTypedDay ? ok(text) : refuse("not-understood");
}
