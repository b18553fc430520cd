import { addDays, type Day } from "#app/platform/day.ts";

/** Local days that both count; without a last one while it lasts. */
export type Span = { startsOn: Day; endsOn: Day | null };

/** Tells whether a day lies in a span. */
export function isOn({ startsOn, endsOn }: Span, day: Day): boolean {
  return startsOn <= day && (endsOn === null || day <= endsOn);
}

/** Tells whether two spans share a day. */
export function overlap(one: Span, other: Span): boolean {
  return (
    (other.endsOn === null || one.startsOn <= other.endsOn) &&
    (one.endsOn === null || other.startsOn <= one.endsOn)
  );
}

/** Tells whether a span has a day on or after another. */
export function lastsUntil({ endsOn }: Span, day: Day): boolean {
  return endsOn === null || endsOn >= day;
}

/** The row as it is when a day is its last: null where it would have begun later, the row itself where it ended before. */
export function endedOn<Row extends Span>(row: Row, lastDay: Day): Row | null {
  if (row.startsOn > lastDay) return null;
  return row.endsOn !== null && row.endsOn <= lastDay ? row : { ...row, endsOn: lastDay };
}

/** The row as it is when it no longer counts from a day on; null where it never counted. */
export function endedFrom<Row extends Span>(row: Row, firstFreeDay: Day): Row | null {
  return endedOn(row, addDays(firstFreeDay, -1));
}

/** Tells whether a day is the one after another: where a span goes on in the next. */
export function isNextDay(lastDay: Day, day: Day): boolean {
  return addDays(lastDay, 1) === day;
}
