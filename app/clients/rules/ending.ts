import { addDays, type Day } from "#app/platform/day.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

/** What becomes of a client's hours: they stay for when it comes back, are taken off, or wait to be refunded by order. */
export const hoursChoices = ["keep", "lapse", "refund"] as const;
export type HoursChoice = (typeof hoursChoices)[number];

/** How far ahead an ending may be planned, in days. */
const furthest = 731;

export type EndingDayRefusal = "day-passed" | "day-far";

/** Judges the first day without access: today or later, two years ahead at most. */
export function endingDay(fromOn: Day, today: Day): Result<"now" | "later", EndingDayRefusal> {
  if (fromOn < today) return refuse("day-passed");
  if (fromOn > addDays(today, furthest)) return refuse("day-far");
  return ok(fromOn === today ? "now" : "later");
}
