import type { Day } from "#app/platform/day.ts";
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

export const runwayOrders = ["runway", "name", "balance", "pace", "expiry"] as const;
export type RunwayOrder = (typeof runwayOrders)[number];

const byName = (a: Runway, b: Runway): number => compareNames(a.name, b.name);
const byDay = (a: Day | null, b: Day | null): number =>
  a === b ? 0 : a === null ? 1 : b === null || a < b ? -1 : 1;

const compares: Record<RunwayOrder, (a: Runway, b: Runway) => number> = {
  // below zero first, the deepest on top; then who is at or below its warning level; then who runs out soonest
  runway: (a, b) =>
    Math.min(a.netMinutes, 0) - Math.min(b.netMinutes, 0) ||
    Number(b.level === "low") - Number(a.level === "low") ||
    byDay(a.emptyOn, b.emptyOn) ||
    a.netMinutes - b.netMinutes,
  name: () => 0,
  balance: (a, b) => a.netMinutes - b.netMinutes,
  pace: (a, b) => (b.perMonthMinutes ?? -1) - (a.perMonthMinutes ?? -1),
  expiry: (a, b) => byDay(a.nextExpiryOn, b.nextExpiryOn),
};

/** Puts clients in the order asked for; equals by name. */
export function sortRunway<T extends Runway>(rows: readonly T[], order: RunwayOrder): T[] {
  return [...rows].sort((a, b) => compares[order](a, b) || byName(a, b));
}
