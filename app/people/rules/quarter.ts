import { addMonths, day, daysBetween, type Day } from "#app/platform/day.ts";

/** The first day of a day's quarter. */
export function startOfQuarter(value: Day): Day {
  const month = Math.floor((Number(value.slice(5, 7)) - 1) / 3) * 3 + 1;
  return day(`${value.slice(0, 4)}-${String(month).padStart(2, "0")}-01`);
}

/** The first day of the quarter after a day's. */
export function nextQuarter(value: Day): Day {
  return addMonths(startOfQuarter(value), 3);
}

/** How many days into a quarter its confirmation is asked for once more. */
const againAfterDays = 21;

/** Tells whether a day is late enough in its quarter to ask for its confirmation once more. */
export function asksAgain(today: Day): boolean {
  return daysBetween(startOfQuarter(today), today) >= againAfterDays;
}
