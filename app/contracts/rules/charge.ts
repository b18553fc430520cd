import { addDays, type Day } from "#app/platform/day.ts";

import { addToMonth, clip, firstDayOf, lastDayOf, monthOf, type Month } from "./month.ts";
import type { MonthLine } from "./month-lines.ts";

/**
 * What a completed standard change costs, in minor units without VAT: once, on its first day, or each month from that day to its last
 * (null while it goes on). One that was taken back is none.
 */
export type Charge = {
  id: string;
  requestId: string;
  number: number;
  title: string;
  part: "once" | "monthly";
  currency: string;
  amountMinor: number;
  startsOn: Day;
  endsOn: Day | null;
};

/** The lines of a month that are charged for requests: an amount once in the month of its day, an amount a month by its days, as a contract's fixed line is. */
export function chargeLines(charges: readonly Charge[], month: Month): MonthLine[] {
  return charges.flatMap((charge) => {
    const { id, requestId, number, title, part, amountMinor, startsOn, endsOn } = charge;
    const isOnce = part === "once";
    const span = { from: startsOn, until: isOnce ? startsOn : endsOn };
    if (!clip(span, { from: firstDayOf(month), until: lastDayOf(month) })) return [];
    const price = { unitMinor: amountMinor };
    const terms = [{ ...span, price, quantity: 1, minimum: 0, included: 0 }];
    const rule = isOnce ? ("whole-month" as const) : ("daily" as const);
    return [
      {
        contractId: null,
        key: id,
        label: title,
        counts: isOnce ? ("once" as const) : ("fixed" as const),
        countings: [],
        counted: { rule, snapshotDay: 31, fixed: true, terms },
        request: { id: requestId, number },
      },
    ];
  });
}

/** The months before one that a charge is in, from a first one on. */
export function chargedMonths(
  charges: readonly Charge[],
  { from, before }: { from: Month | null; before: Month },
): Month[] {
  return charges.flatMap((charge) => {
    const own = monthOf(charge.startsOn);
    const found: Month[] = [];
    for (
      let month = from !== null && from > own ? from : own;
      month < before && chargeLines([charge], month).length > 0;
      month = addToMonth(month, 1)
    )
      found.push(month);
    return found;
  });
}

/** The last day of a charge that something undoes on a day: the day before, as what was given ends; null where it has no day left, or was once. */
export function lastDayUndone({ part, startsOn }: Pick<Charge, "part" | "startsOn">, on: Day): Day | null {
  const last = addDays(on, -1);
  return part === "once" || last < startsOn ? null : last;
}

/** The amounts that were charged once on a day or later, and those a month that had not ended by it. */
export function chargesSince(charges: readonly Charge[], since: Day): Charge[] {
  return charges.filter(({ part, startsOn, endsOn }) =>
    part === "once" ? startsOn >= since : endsOn === null || endsOn >= since,
  );
}
