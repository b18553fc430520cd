/** A calendar day as text, `2026-11-22`, in whatever zone its owner lives; never a Date. */
export type Day = string & { readonly __day: unique symbol };

// A year beyond these is a slip of the keyboard; within them arithmetic and the database always find a day.
const pattern = /^[12]\d{3}-\d{2}-\d{2}$/;

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Tells whether a text is a day that exists, of the years 1000 to 2999. */
export function isDay(text: string): text is Day {
  if (!pattern.test(text)) return false;
  const [year, month, dayOfMonth] = partsOf(text);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = (monthLengths[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
  return dayOfMonth >= 1 && dayOfMonth <= length;
}

/** Reads a day from text; throws a RangeError on anything that is no day. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a day: ${text}`);
  return text;
}

const partsOf = (text: string): [year: number, month: number, dayOfMonth: number] => [
  Number(text.slice(0, 4)),
  Number(text.slice(5, 7)),
  Number(text.slice(8, 10)),
];
/** Milliseconds since 1970 at which a day begins in UTC. */
function beginOf(value: Day): number {
  const [year, month, dayOfMonth] = partsOf(value);
  return Date.UTC(year, month - 1, dayOfMonth);
}
const utc = (value: Day): Date => new Date(beginOf(value));
const text = (date: Date): Day => day(date.toISOString().slice(0, 10));

/** The day a number of days later (or earlier, below zero). */
export function addDays(value: Day, days: number): Day {
  if (days === 0) return value;
  const [year, month, dayOfMonth] = partsOf(value);
  return text(new Date(Date.UTC(year, month - 1, dayOfMonth + days)));
}

/** The same day a number of months later; the month's last day where that day does not exist. */
export function addMonths(value: Day, months: number): Day {
  const date = utc(value);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, last));
  return text(date);
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
  return Math.round((beginOf(to) - beginOf(from)) / 86_400_000);
}

/** The first day of the day's month. */
export function startOfMonth(value: Day): Day {
  return day(`${value.slice(0, 7)}-01`);
}
