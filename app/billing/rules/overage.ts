import { addDays, day, type Day } from "#app/platform/day.ts";
import { limitIn } from "#app/platform/money.ts";

/** From this day of the next month a month's work is invoiced: what was done on its last day can still be logged before. */
const closedOnDay = 3;

/** Less than this in a currency (minor units with VAT) is not worth an invoice, nor may Stripe take it: it waits for the next month's. */
export function leastOverageMinor(currency: string): number {
  return limitIn(currency, 100);
}

/** A closed month, `2026-10`, with its last day. */
export type ClosedMonth = { month: string; lastDay: Day };

/** The month before today's, once it is closed; null in the first days of a month. */
export function closedMonth(today: Day): ClosedMonth | null {
  if (Number(today.slice(8)) < closedOnDay) return null;
  const lastDay = addDays(day(`${today.slice(0, 7)}-01`), -1);
  return { month: lastDay.slice(0, 7), lastDay };
}
