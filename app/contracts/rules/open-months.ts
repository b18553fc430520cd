import type { Day } from "#app/platform/day.ts";

import { chargedMonths, type Charge } from "./charge.ts";
import type { Contract } from "./contract.ts";
import { hoursLines, type UnpaidWork } from "./hours-line.ts";
import { addToMonth, firstDayOf, monthOf, type Month } from "./month.ts";
import { linesInMonth } from "./month-lines.ts";

/** How many months back closed months are counted anew whatever was recorded; further back only as far as something recorded since the last closing touches them. */
export const correctedMonths = 12;

type Facts = {
  /** The month that is to be closed, and the last closed one; null before the first. */
  month: Month;
  lastClosed: Month | null;
  contracts: readonly Contract[];
  /** What requests cost; none where it is left out. */
  charges?: readonly Charge[];
  /** The day on which each contract was made in the portal, by its id: months before it were invoiced elsewhere. */
  madeOn: ReadonlyMap<string, Day>;
  /** Months on which an amount of finance or of a conversion stands. */
  adjusted: readonly Month[];
  /** Work before the end of the month that no hours have paid. */
  work: readonly UnpaidWork[];
};

/** The first month that has to be closed before another one is; null where none has. After it is closed nothing can go on an earlier one. */
export function findMonthBefore(facts: Facts): Month | null {
  const { month, lastClosed, contracts, charges = [], madeOn, adjusted } = facts;
  const isOpen = (one: Month): boolean => one < month && (lastClosed === null || one > lastClosed);
  const counted = contracts.flatMap((contract) => {
    const from = lastClosed === null ? firstMonthOf(contract, madeOn) : addToMonth(lastClosed, 1);
    return monthsFrom(from, month).filter((one) => linesInMonth([contract], one).length > 0);
  });
  const from = lastClosed === null ? null : addToMonth(lastClosed, 1);
  const charged = chargedMonths(charges, { from, before: month });
  return [...counted, ...charged, ...monthsOfHours(facts), ...adjusted].filter(isOpen).sort()[0] ?? null;
}

/** The months whose work is on a line for hours; what was worked before the line's contract was made here goes on a later month. */
function monthsOfHours({ contracts, madeOn, work }: Facts): Month[] {
  const worked = [...new Set(work.map(({ workedOn }) => monthOf(workedOn)))];
  return worked.filter((one) => {
    const [line] = hoursLines(
      contracts,
      one,
      work.filter(({ workedOn }) => monthOf(workedOn) === one),
    );
    const contract = contracts.find(({ id }) => id === line?.contractId);
    return contract !== undefined && one >= firstMonthOf(contract, madeOn);
  });
}

/** The first month of a contract that is invoiced from here: that of its start, or of the day on which it was made in the portal where that is later. */
export function firstMonthOf({ id, startsOn }: Contract, madeOn: ReadonlyMap<string, Day>): Month {
  const made = madeOn.get(id) ?? startsOn;
  return monthOf(made > startsOn ? made : startsOn);
}

function monthsFrom(first: Month, before: Month): Month[] {
  const found: Month[] = [];
  for (let month = first; month < before; month = addToMonth(month, 1)) found.push(month);
  return found;
}

/** Tells whether something that was on a day of a month can still come on an invoice: its month is open, or closed here, so that the next one puts it right. */
export function canBeInvoiced(month: Month, closed: readonly Month[]): boolean {
  return closed.includes(month) || closed.every((one) => one < month);
}

/** The day from which an amount is on an invoice: its own, or the first of the next closed month where its own was left out and can't be closed any more. */
export function invoicedFrom(on: Day, closed: readonly Month[]): Day {
  const month = monthOf(on);
  const [next] = closed.filter((one) => one > month).sort();
  return next === undefined || canBeInvoiced(month, closed) ? on : firstDayOf(next);
}
