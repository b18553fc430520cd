import { addDays, addMonths, type Day } from "#app/platform/day.ts";

/** The last day on which a block bought on this day can be used. */
export function lastDayOf(boughtOn: Day, validMonths: number): Day {
  return addMonths(boughtOn, validMonths);
}

/** The day at whose beginning, in the client's zone, the block has expired. */
export function expiryDay(boughtOn: Day, validMonths: number): Day {
  return addDays(lastDayOf(boughtOn, validMonths), 1);
}

/** The day until which hours last at a pace of minutes per 30 days; null without a pace or beyond ten years. */
export function lastsUntil(today: Day, minutes: number, minutesPerMonth: number): Day | null {
  if (minutesPerMonth <= 0 || minutes <= 0) return null;
  const days = Math.floor((minutes * 30) / minutesPerMonth);
  return days > 3650 ? null : addDays(today, days);
}
