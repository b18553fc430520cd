import { addDays, addMonths, termEnd, type Day } from "#app/platform/day.ts";

/** How a vendor sells a licence: months of a term, and in how many days from a term's first the number may go down; null for never within one. */
export type VendorTerms = { termMonths: number; decreaseDays: number | null };

export type DecreaseWindow = {
  /** Within a term's first days: the number can go down at once. */
  isOpen: boolean;
  /** The first day on which there can be fewer. */
  earliestOn: Day;
  /** The last day on which that can still be decided. */
  decideBy: Day;
  /** The last day of the term that runs. */
  termEndsOn: Day;
};

/**
 * When the number of a licence may go down, asked on a day: at once within the vendor's first days of a term, else on the day after the
 * term's end. A term is known by its last day; once that is over, it has gone on by terms of the product's length. The vendor counts
 * hours from the minute of the purchase, so that the window's last whole day is that of the number of days, the first counted.
 */
export function decreaseWindow(
  { termMonths, decreaseDays }: VendorTerms,
  knownEnd: Day,
  on: Day,
): DecreaseWindow {
  const next = addDays(knownEnd, 1);
  let renewed = 0;
  const endAfter = (terms: number): Day => (terms === 0 ? knownEnd : termEnd(next, terms * termMonths));
  while (endAfter(renewed) < on) renewed += 1;
  const termEndsOn = endAfter(renewed);
  const beginsOn = renewed === 0 ? addMonths(next, -termMonths) : addDays(endAfter(renewed - 1), 1);
  const last = addDays(beginsOn, (decreaseDays ?? 0) - 1);
  const decideBy = last < termEndsOn ? last : termEndsOn;
  if (beginsOn <= on && on <= decideBy) return { isOpen: true, earliestOn: on, decideBy, termEndsOn };
  return { isOpen: false, earliestOn: addDays(termEndsOn, 1), decideBy: termEndsOn, termEndsOn };
}
