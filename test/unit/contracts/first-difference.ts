import { addDays, day, type Day } from "#app/platform/day.ts";

import type { Span } from "#app/people/rules/span.ts";

/** A row that lasts from day to day, with whatever else is known of it. */
export type Counted = Span & Readonly<Record<string, unknown>>;

/** As the view `held_change_facts` has it: the first day on which a row says another thing than it did before; null where every day is as it was. A row that is not there says nothing on any day. */
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

type Days = readonly [startsOn: string, endsOn: string | null, of?: string];

/** What happens to a row, its days before and after, and the first day that differs. */
export const differences: readonly [string, Days | null, Days | null, string | null][] = [
  ["begins", null, ["2024-03-05", null], "2024-03-05"],
  ["is taken away", ["2024-03-05", null], null, "2024-03-05"],
  ["begins earlier", ["2024-03-05", null], ["2024-02-01", null], "2024-02-01"],
  ["is of another kind", ["2024-03-05", null], ["2024-03-05", "2024-04-01", "other"], "2024-03-05"],
  ["ends", ["2019-01-01", null], ["2019-01-01", "2024-03-05"], "2024-03-06"],
  ["ends later", ["2019-01-01", "2024-02-29"], ["2019-01-01", "2024-03-05"], "2024-03-01"],
  ["goes on", ["2019-01-01", "2024-02-29"], ["2019-01-01", null], "2024-03-01"],
  ["stays", ["2019-01-01", "2024-02-29"], ["2019-01-01", "2024-02-29"], null],
];

/** A row of these days. */
export function spanOf(days: Days | null): (Span & { of: string }) | null {
  if (days === null) return null;
  const [startsOn, endsOn, of = "one"] = days;
  return { startsOn: day(startsOn), endsOn: endsOn === null ? null : day(endsOn), of };
}
