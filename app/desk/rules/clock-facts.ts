import { closedStates } from "#app/requests/rules/request-state.ts";

import type { Pause } from "./sla-clock.ts";

/** What a contract promises of a request: a first answer, and its end. */
export const clockKinds = ["response", "resolution"] as const;
export type ClockKind = (typeof clockKinds)[number];

/** A state that a request came into, in milliseconds since 1970. */
export type StateChange = { at: number; state: string };

// A state that is not here stands outside of the MSP's time, as while the client decides.
const runsIn: Record<ClockKind, readonly string[]> = {
  response: ["new", "in_progress", "waiting"],
  resolution: ["new", "in_progress"],
};

/**
 * When a clock stood still by a request's states, oldest first: waiting for the client stops the resolution, the time between done and
 * reopened stops both. A request that is done now has met its promise: what followed is no pause, so that its end can still be told.
 */
export function pausesOf(kind: ClockKind, changes: readonly StateChange[]): Pause[] {
  return changes.flatMap(({ at, state }, index) => {
    const next = changes[index + 1];
    if (runsIn[kind].includes(state) || (!next && closedStates.some((one) => one === state))) return [];
    return [{ from: at, until: next?.at ?? null }];
  });
}

/** Tells how a promise stands: kept or broken once it is met, late or running before; paused where it has no end. */
export function clockState(
  clock: { dueAt: Date | null; metAt: Date | null },
  at: Date,
): "kept" | "broken" | "late" | "running" | "paused" {
  const isOver = clock.dueAt !== null && (clock.metAt ?? at) > clock.dueAt;
  if (clock.metAt) return isOver ? "broken" : "kept";
  if (isOver) return "late";
  return clock.dueAt ? "running" : "paused";
}

type Promised = { responseMinutes: number | null; resolutionMinutes: number | null };

/** The promise that holds of several: that of the contract which promises the quicker end, or else the quicker answer. Null where none promises anything. */
export function strictestOf<Target extends Promised>(targets: readonly Target[]): Target | null {
  const never = Infinity;
  const order = (one: Target): [number, number] => [
    one.resolutionMinutes ?? never,
    one.responseMinutes ?? never,
  ];
  return targets
    .filter((one) => one.responseMinutes !== null || one.resolutionMinutes !== null)
    .reduce<Target | null>((best, one) => {
      if (!best) return one;
      const [end, answer] = order(one);
      const [bestEnd, bestAnswer] = order(best);
      return end < bestEnd || (end === bestEnd && answer < bestAnswer) ? one : best;
    }, null);
}
