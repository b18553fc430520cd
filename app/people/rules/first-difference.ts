import { addDays, type Day } from "#app/platform/day.ts";

import type { Span } from "./span.ts";

/** A row that lasts from day to day, with whatever else is known of it. */
export type Counted = Span & Readonly<Record<string, unknown>>;

/** The first day on which a row says another thing than it did before; null where every day is as it was. A row that is not there says nothing on any day. */
export function firstDifference(before: Counted | null, row: Counted | null): Day | null {
  if (!before || !row) return (before ?? row)?.startsOn ?? null;
  if (before.startsOn !== row.startsOn || !isAlike(before, row))
    return before.startsOn < row.startsOn ? before.startsOn : row.startsOn;
  if (before.endsOn === row.endsOn) return null;
  const ends = [before.endsOn, row.endsOn].flatMap((end) => (end === null ? [] : [end]));
  const [first] = ends.sort();
  return first === undefined ? null : addDays(first, 1);
}

function isAlike(one: Counted, other: Counted): boolean {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return names.every((name) => name === "endsOn" || one[name] === other[name]);
}
