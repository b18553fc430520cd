import type { Day } from "#app/platform/day.ts";
import { dayOrNull } from "#app/platform/typed/day.ts";

/** The day that a page shows: the one that its address names, or today. `on` is null where that is today. */
export function dayAsked(asked: string | null, today: Day): { day: Day; on: Day | null } {
  const day = dayOrNull(asked) ?? today;
  return { day, on: day === today ? null : day };
}
