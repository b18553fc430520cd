/** A calendar day as text, `2026-11-22`, in whatever zone its owner lives; never a Date. */
export type Day = string & { readonly __day: unique symbol };

// A year beyond these is a slip of the keyboard; within them arithmetic and the database always find a day.
const pattern = /^[12]\d{3}-\d{2}-\d{2}$/;

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Tells whether a text is a day that exists, of the years 1000 to 2999. */
export function isDay(text: string): text is Day {
  if (!pattern.test(text)) return false;
  const [year, month, dayOfMonth] = partsOf(text);
  return dayOfMonth >= 1 && dayOfMonth <= lengthOf(year, month);
}

/** How many days a month of a year has; 0 where there is no such month. */
function lengthOf(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return (monthLengths[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
}

/** Reads a day from text; throws a RangeError on anything that is no day. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a day: ${text}`);
  return text;
}

/** The number that two digits of a text say. */
const numberAt = (text: string, at: number): number =>
  10 * text.charCodeAt(at) + text.charCodeAt(at + 1) - 528;
const partsOf = (text: string): [year: number, month: number, dayOfMonth: number] => [
  100 * numberAt(text, 0) + numberAt(text, 2),
  numberAt(text, 5),
  numberAt(text, 8),
];
/** Milliseconds since 1970 at which a day begins in UTC. */
function beginOf(value: Day): number {
  const [year, month, dayOfMonth] = partsOf(value);
  return Date.UTC(year, month - 1, dayOfMonth);
}
const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));
/** A day by its parts; throws a RangeError where there is none. */
const dayOf = (year: number, month: number, dayOfMonth: number): Day =>
  day(`${year}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`);

/** The day a number of days later (or earlier, below zero). */
export function addDays(value: Day, days: number): Day {
  if (days === 0) return value;
  const [year, month, dayOfMonth] = partsOf(value);
  const added = dayOfMonth + days;
  // Most stay in their month: months are counted a day at a time, for a year of every client.
  if (added >= 1 && added <= lengthOf(year, month)) return dayOf(year, month, added);
  const date = new Date(Date.UTC(year, month - 1, added));
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** The same day a number of months later; the month's last day where that day does not exist. */
export function addMonths(value: Day, months: number): Day {
  const [year, month, dayOfMonth] = partsOf(value);
  const whole = year * 12 + month - 1 + months;
  const [newYear, newMonth] = [Math.floor(whole / 12), (((whole % 12) + 12) % 12) + 1];
  return dayOf(newYear, newMonth, Math.min(dayOfMonth, lengthOf(newYear, newMonth)));
}

/**
 * The last day of a term of so many months that starts on a day: the day before the day of the same number; where the month
 * lacks that number, the month's last day (BGB §§ 187, 188; the contract's own words win).
 */
export function termEnd(startsOn: Day, months: number): Day {
  const after = addMonths(startsOn, months);
  return after.slice(8) < startsOn.slice(8) ? after : addDays(after, -1);
}

/** Whole days from one day to another; below zero when the second lies earlier. */
export function daysBetween(from: Day, to: Day): number {
  if (from.slice(0, 7) === to.slice(0, 7)) return Number(to.slice(8)) - Number(from.slice(8));
  return Math.round((beginOf(to) - beginOf(from)) / 86_400_000);
}

/** The first day of the day's month. */
export function startOfMonth(value: Day): Day {
  return day(`${value.slice(0, 7)}-01`);
}
