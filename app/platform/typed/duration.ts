import { ok, refuse, type Result } from "#app/platform/result.ts";

import { longestTyped, readDecimal, type TypedRefusal } from "./decimal.ts";

/** What a whole number without a unit counts: minutes where work is logged, hours where balances are spoken of. */
export type BareNumber = "minutes" | "hours";

const hourWord = "(?:u|uur|uren|h|hrs?|hours?|std|stunden?)\\.?";
const minuteWord = "(?:m|min|mins|minuut|minuten|minutes?)\\.?";
const clock = new RegExp(`^(\\d{1,5}):(\\d{1,2})(:00)?(?: ?${hourWord})?$`);
const words = new RegExp(`^(\\d{1,5}) ?${hourWord}(?: ?(\\d{1,2})(?: ?${minuteWord})?)?$`);
const minutesOnly = new RegExp(`^(\\d{1,6}) ?${minuteWord}$`);
const hourWordAtEnd = new RegExp(`(\\d) ?${hourWord}$`);

/**
 * Reads a duration as people type it (`0:35`, `35`, `35 min`, `0u35`, `1 h 20`, `2 Std. 5`, `1,5`, `1.50`) as whole minutes.
 * A point or comma is decimal and counts hours, rounded to the minute. `1:5` could be 1:05 or 1:50, so it is ambiguous.
 */
export function readDuration(text: string, bareNumber: BareNumber): Result<number, TypedRefusal> {
  if (text.length > longestTyped) return refuse("not-understood");
  const typed = text.trim().toLowerCase().split(/\s+/).join(" ");
  const time = clock.exec(typed);
  if (time) return (time[2] ?? "").length === 1 ? refuse("ambiguous") : together(time[1], time[2]);
  const spoken = words.exec(typed);
  if (spoken) return together(spoken[1], spoken[2]);
  const minutes = minutesOnly.exec(typed);
  if (minutes) return ok(Number(minutes[1]));
  return inDecimals(typed.replace(hourWordAtEnd, "$1"), bareNumber);
}

function together(hours = "0", minutes = "0"): Result<number, TypedRefusal> {
  return Number(minutes) < 60 ? ok(Number(hours) * 60 + Number(minutes)) : refuse("not-understood");
}

function inDecimals(typed: string, bareNumber: BareNumber): Result<number, TypedRefusal> {
  const read = readDecimal(typed);
  if (!read.ok) return read;
  const { whole, decimals } = read.value;
  if (whole.length > 6 || decimals.length > 2) return refuse("not-understood");
  if (decimals === "") return ok(Number(whole) * (bareNumber === "hours" ? 60 : 1));
  return ok(Number(whole) * 60 + Math.round((Number(decimals.padEnd(2, "0")) * 60) / 100));
}
