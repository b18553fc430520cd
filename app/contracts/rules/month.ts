import { addDays, addMonths, day, daysBetween, type Day } from "#app/platform/day.ts";

/** A calendar month as text, `2026-10`. */
export type Month = string;

const pattern = /^[12]\d{3}-(0[1-9]|1[0-2])$/;

/** Tells whether a text is a month of the years 1000 to 2999. */
export function isMonth(text: string): boolean {
  return pattern.test(text);
}

/** The month in which a day lies. */
export function monthOf(value: Day): Month {
  return value.slice(0, 7);
}

/** The first day of a month. */
export function firstDayOf(month: Month): Day {
  return day(`${month}-01`);
}

/** The last day of a month. */
export function lastDayOf(month: Month): Day {
  return addDays(addMonths(firstDayOf(month), 1), -1);
}

/** How many days a month has. */
export function daysIn(month: Month): number {
  return Number(lastDayOf(month).slice(8));
}

/** The month a number of months later (or earlier, below zero). */
export function addToMonth(month: Month, months: number): Month {
  return monthOf(addMonths(firstDayOf(month), months));
}

/** A span of whole days, both ends inclusive; `until` null is open. */
export type Span = { from: Day; until: Day | null };

/** The part of a span that lies within another; null when they share no day. */
export function clip(
  { from, until }: Span,
  within: { from: Day; until: Day },
): { from: Day; until: Day } | null {
  const first = from > within.from ? from : within.from;
  const last = until !== null && until < within.until ? until : within.until;
  return first <= last ? { from: first, until: last } : null;
}

/** The days of a closed span, both ends counted. */
export function daysOf({ from, until }: { from: Day; until: Day }): number {
  return daysBetween(from, until) + 1;
}

/** Tells whether two spans of one list share a day, or one ends before it begins. */
export function hasOverlap(spans: readonly Span[]): boolean {
  const inOrder = [...spans].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return inOrder.some((span, at) => {
    const next = inOrder[at + 1];
    return (
      (span.until !== null && span.until < span.from) ||
      (next !== undefined && (span.until === null || next.from <= span.until))
    );
  });
}
