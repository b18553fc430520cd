import { addDays, type Day } from "#app/platform/day.ts";

/** Why a contract ends other than by its own day or a notice: at the MSP's word, for a managed contract in its place, or with its client. */
export const endCauses = ["staff", "conversion", "client"] as const;
export type EndCause = (typeof endCauses)[number];

/** How far ahead a contract may be ended, in days. */
const furthest = 1096;

export type EndDayRefusal = "end-passed" | "end-far" | "end-earlier";

/** Why a contract can't have this last day, null where it can: today or later, three years ahead at most, and before the end that it has. */
export function findEndRefusal(
  lastOn: Day,
  { today, endsOn }: { today: Day; endsOn: Day | null },
): EndDayRefusal | null {
  if (lastOn < today) return "end-passed";
  if (lastOn > addDays(today, furthest)) return "end-far";
  return endsOn !== null && endsOn <= lastOn ? "end-earlier" : null;
}
