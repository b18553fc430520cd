import { addDays, addMonths, daysBetween, type Day } from "#app/platform/day.ts";

/** The last day on which a block bought on this day can be used. */
export function lastDayOf(boughtOn: Day, validMonths: number): Day {
  return addMonths(boughtOn, validMonths);
}

/** The day until which hours last at a pace of minutes a month; null without a pace, or when they last longer than they are valid. */
export function lastsUntil(
  today: Day,
  minutes: number,
  minutesPerMonth: number,
  validUntil: Day,
): Day | null {
  if (minutesPerMonth <= 0 || minutes <= 0) return null;
  const days = Math.floor((minutes * 365) / 12 / minutesPerMonth);
  return days > daysBetween(today, validUntil) ? null : addDays(today, days);
}
