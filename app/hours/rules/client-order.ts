import { standing } from "#app/hours/rules/balance.ts";
import type { Day } from "#app/platform/day.ts";

/** What decides a client's place in the list; minutes whole, `emptyOn` the day on which its hours run out at this pace. */
export type Standing = {
  name: string;
  netMinutes: number;
  thresholdMinutes: number;
  emptyOn: Day | null;
  hasHours: boolean;
};

export type Level = "negative" | "low" | "good" | "none";

/** How a client stands: below zero, at or under its warning level, well, or without any hours to watch. */
export function levelOf(client: Pick<Standing, "netMinutes" | "thresholdMinutes" | "hasHours">): Level {
  return client.hasHours || client.netMinutes < 0
    ? standing(client.netMinutes, client.thresholdMinutes)
    : "none";
}

const rank: Record<Level, number> = { negative: 0, low: 1, good: 2, none: 3 };

/** Below zero first (the deepest on top), then low ones, then by the day on which they run out, then by name. */
export function compareStanding(a: Standing, b: Standing): number {
  const [levelA, levelB] = [levelOf(a), levelOf(b)];
  if (levelA !== levelB) return rank[levelA] - rank[levelB];
  if (levelA === "negative" || levelA === "low") return a.netMinutes - b.netMinutes || byName(a, b);
  return byDay(a.emptyOn, b.emptyOn) || byName(a, b);
}

function byDay(a: Day | null, b: Day | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null || a < b ? -1 : 1;
}

function byName(a: Standing, b: Standing): number {
  return a.name.localeCompare(b.name);
}
