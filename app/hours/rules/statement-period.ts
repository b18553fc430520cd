import { addDays, addMonths, startOfMonth, type Day } from "#app/platform/day.ts";
import { dayOrNull } from "#app/platform/typed/day.ts";

/** What a statement covers, both days included. "as-of" tells everything up to a day; its `from` is the first day of the account. */
export type StatementPeriod =
  { kind: "month" | "quarter" | "own"; from: Day; until: Day } | { kind: "as-of"; from: null; until: Day };

/** Reads a period from an address; what makes no sense, or has not begun, is this month. No period reaches beyond today. */
export function readStatementPeriod(query: URLSearchParams, today: Day): StatementPeriod {
  return (
    readMonth(query.get("month"), today) ??
    readQuarter(query.get("quarter"), today) ??
    readAsOf(query.get("asof"), today) ??
    readOwn(query.get("from"), query.get("until"), today) ??
    monthOf(today, today)
  );
}

/** The month that a day lies in, up to today. */
export function monthOf(within: Day, today: Day): StatementPeriod {
  const from = startOfMonth(within);
  return { kind: "month", from, until: notAfter(addDays(addMonths(from, 1), -1), today) };
}

/** The quarter that a day lies in, up to today. */
export function quarterOf(within: Day, today: Day): StatementPeriod {
  const month = startOfMonth(within);
  const from = addMonths(month, -((Number(month.slice(5, 7)) - 1) % 3));
  return { kind: "quarter", from, until: notAfter(addDays(addMonths(from, 3), -1), today) };
}

/** The month or quarter a number of steps on; null where that has not begun, or for other periods. */
export function stepPeriod(period: StatementPeriod, steps: 1 | -1, today: Day): StatementPeriod | null {
  if (period.kind !== "month" && period.kind !== "quarter") return null;
  const from = addMonths(period.from, steps * (period.kind === "month" ? 1 : 3));
  if (from > today) return null;
  return period.kind === "month" ? monthOf(from, today) : quarterOf(from, today);
}

/** The address's query of a period, on a page of its lines. */
export function statementQuery(period: StatementPeriod, page = 1): string {
  const query = new URLSearchParams();
  if (period.kind === "month") query.set("month", period.from.slice(0, 7));
  else if (period.kind === "quarter")
    query.set("quarter", `${period.from.slice(0, 4)}-${(Number(period.from.slice(5, 7)) + 2) / 3}`);
  else if (period.kind === "as-of") query.set("asof", period.until);
  else {
    query.set("from", period.from);
    query.set("until", period.until);
  }
  if (page > 1) query.set("page", String(page));
  return query.toString();
}

/** Whether two periods are the same stretch, asked for in the same way. */
export function samePeriod(one: StatementPeriod, other: StatementPeriod | null): boolean {
  return other !== null && one.kind === other.kind && one.from === other.from && one.until === other.until;
}

function readMonth(text: string | null, today: Day): StatementPeriod | null {
  const first = dayOrNull(`${text ?? ""}-01`);
  return first !== null && first <= today ? monthOf(first, today) : null;
}

function readQuarter(text: string | null, today: Day): StatementPeriod | null {
  const [, year = "", number = ""] = /^(\d{4})-([1-4])$/.exec(text ?? "") ?? [];
  const first = dayOrNull(`${year}-${String(Number(number) * 3 - 2).padStart(2, "0")}-01`);
  return first !== null && first <= today ? quarterOf(first, today) : null;
}

function readAsOf(text: string | null, today: Day): StatementPeriod | null {
  const asked = dayOrNull(text);
  return asked && { kind: "as-of", from: null, until: notAfter(asked, today) };
}

/** Days typed the wrong way round are meant the right way round; a day left open is today, or the first of the other's month. */
function readOwn(first: string | null, second: string | null, today: Day): StatementPeriod | null {
  const [one, other] = [dayOrNull(first), dayOrNull(second)];
  if (!one && !other) return null;
  const a = one ?? startOfMonth(other ?? today);
  const b = other ?? today;
  const [from, until] = a <= b ? [a, b] : [b, a];
  return from > today ? null : { kind: "own", from, until: notAfter(until, today) };
}

const notAfter = (value: Day, today: Day): Day => (value > today ? today : value);
