import type { Day } from "#app/platform/day.ts";
import { sortedBy, type ListSpec, type ListState } from "#app/ui/table/list-state.ts";
import { compareNames } from "#app/platform/search-key.ts";

/** How long a client's hours last; minutes whole, `emptyOn` null where no pace is known or the hours lapse first. */
export type Runway = {
  name: string;
  netMinutes: number;
  level: "negative" | "low" | "good";
  emptyOn: Day | null;
  perMonthMinutes: number | null;
  nextExpiryOn: Day | null;
};

/** The page on how long clients' hours last. */
export const runwayList = {
  list: "runway",
  path: "/staff/runway",
  sorts: ["client", "runway", "balance", "pace", "expiry"],
  filters: [],
} as const satisfies ListSpec;

const byName = (a: Runway, b: Runway): number => compareNames(a.name, b.name);
const byDay = (a: Day | null, b: Day | null): number =>
  a === b ? 0 : a === null ? 1 : b === null || a < b ? -1 : 1;

/** Below zero first, the deepest on top; then who is at or below its warning level; then who runs out soonest. */
const byUrgency = (a: Runway, b: Runway): number =>
  Math.min(a.netMinutes, 0) - Math.min(b.netMinutes, 0) ||
  Number(b.level === "low") - Number(a.level === "low") ||
  byDay(a.emptyOn, b.emptyOn) ||
  a.netMinutes - b.netMinutes;

const values: Record<string, (row: Runway) => string | number | null> = {
  client: ({ name }) => name,
  runway: ({ emptyOn, netMinutes }) => (netMinutes <= 0 ? "" : emptyOn),
  balance: ({ netMinutes }) => netMinutes,
  pace: ({ perMonthMinutes }) => perMonthMinutes,
  expiry: ({ nextExpiryOn }) => nextExpiryOn,
};

/** Puts clients in the order asked for, else by urgency; equals by urgency too, and then by name. */
export function sortRunway<T extends Runway>(rows: readonly T[], sort: ListState["sort"]): T[] {
  const urgent = [...rows].sort((a, b) => byUrgency(a, b) || byName(a, b));
  return sortedBy(urgent, sort, values);
}
