import type { Day } from "#app/platform/day.ts";

/** How long what is left stays valid: all of it for ever, all of it until a day, or (`minutes`) only a part until the earliest day. */
export type Validity = { until: null } | { until: Day; minutes: number | null };

/** The earliest day on which something of the blocks lapses, with its whole minutes; null minutes where that is all that is left. */
export function validityOf(lots: readonly { remaining: number; validUntil: Day | null }[]): Validity {
  const left = lots.filter((lot) => lot.remaining > 0);
  const until = left.reduce<Day | null>(
    (first, lot) =>
      lot.validUntil !== null && (first === null || lot.validUntil < first) ? lot.validUntil : first,
    null,
  );
  if (until === null) return { until };
  const first = left.filter((lot) => lot.validUntil === until);
  return {
    until,
    minutes: first.length === left.length ? null : first.reduce((sum, lot) => sum + lot.remaining, 0),
  };
}
