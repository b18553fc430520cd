import { addDays, type Day } from "#app/platform/day.ts";
import { divideRounded } from "#app/platform/money.ts";

import { billableCount, priceOfUnits, type Bounds, type LinePrice } from "./line-price.ts";
import { clip, daysIn, daysOf, firstDayOf, lastDayOf, type Month, type Span } from "./month.ts";
import { splitByWeight } from "./split.ts";

/** How a line counts a month: each day's number, every unit that was there on any day, the highest number, or the number on a set day. */
export const countingRules = ["daily", "whole-month", "peak", "snapshot"] as const;
export type CountingRule = (typeof countingRules)[number];

/** Something that counts from a day to a day (inclusive): `unit` is what is counted (a seat that is handed over stays one), `times` is how many alike. */
export type Held = Span & { unit: string; label: string; times: number };

/** What holds for a line from a day to a day: its price, its bounds and, where nothing is held, its agreed number. */
export type LineTerms = Span & Bounds & { price: LinePrice; quantity: number };

/** A line as it counts: `fixed` has an agreed number, any other counts what is held. The terms don't overlap. */
export type CountedLine = {
  rule: CountingRule;
  /** The day of a snapshot; the month's last where the month lacks it. */
  snapshotDay: number;
  fixed: boolean;
  /** Each unit is priced by the terms of its own day, as jobs are; left out, those of the month's first day price all. */
  each?: boolean;
  terms: readonly LineTerms[];
};

/** One holder's days in the month under one price; the amount is null where a list, a minimum or the highest number has no part for each. */
export type CountedRow = {
  unit: string;
  label: string;
  from: Day;
  until: Day;
  days: number;
  amountMinor: number | null;
};

/** Days on end with the same count at the same price; minor units a month. */
export type CountedStretch = { from: Day; until: Day; count: number; billable: number; monthlyMinor: number };

export type MonthCount = {
  days: number;
  /** The sum over the month's days of what was counted. */
  unitDays: number;
  /** The number that the rule found; for a line by day the number at the end of its days in the month. */
  quantity: number;
  amountMinor: number;
  rows: CountedRow[];
  stretches: CountedStretch[];
};

/**
 * Counts a month of a line and prices it, in minor units: by day, round(sum of each day's monthly price / days of the month),
 * half up and once; by the other rules, the whole price of the number that they find.
 */
export function countMonth(line: CountedLine, held: readonly Held[], month: Month): MonthCount {
  const counts = countDays(line, held, month);
  const days = daysIn(month);
  const unitDays = counts.reduce((all, one) => all + one.count * sizeOf(one), 0);
  const pieces = piecesOf(line, held, month);
  if (line.rule === "daily") {
    const amountMinor = amountByDay(counts, month);
    const quantity = counts.at(-1)?.count ?? 0;
    const rows = withAmounts(line, counts, pieces, amountMinor);
    return { days, unitDays, quantity, amountMinor, rows, stretches: stretchesOf(counts, month) };
  }
  if (line.each && line.terms.length > 1)
    return { days, unitDays, ...countEach(line.terms, pieces), stretches: stretchesOf(counts, month) };
  const { quantity, terms } = numberOf(line, counts, pieces, month);
  const amountMinor = terms ? priceOfUnits(terms.price, billableCount(quantity, terms)) : 0;
  const rows = wholePieces(line, pieces, month, quantity, amountMinor, terms);
  return { days, unitDays, quantity, amountMinor, rows, stretches: stretchesOf(counts, month) };
}

/** What a month of a line comes to, in minor units: the amount of `countMonth` without telling how. */
export function amountOfMonth(line: CountedLine, held: readonly Held[], month: Month): number {
  return line.rule === "daily"
    ? amountByDay(countDays(line, held, month), month)
    : countMonth(line, held, month).amountMinor;
}

function amountByDay(counts: readonly DayCount[], month: Month): number {
  const sum = counts.reduce((all, one) => all + BigInt(one.monthlyMinor) * BigInt(sizeOf(one)), 0n);
  return divideRounded(sum, BigInt(daysIn(month)));
}

/** Days of a month on end, by their numbers, with the same count under the same terms. */
type DayCount = {
  first: number;
  last: number;
  count: number;
  billable: number;
  monthlyMinor: number;
  terms: LineTerms;
};
const sizeOf = ({ first, last }: DayCount): number => last - first + 1;
const numberOfDay = (on: Day): number => Number(on.slice(8));

type Piece = { held: Held; terms: LineTerms; from: Day; until: Day; days: number };

/** The days of the month on which the line is in force, with their counts. */
function countDays({ fixed, terms }: CountedLine, held: readonly Held[], month: Month): DayCount[] {
  const size = daysIn(month);
  const whole = { from: firstDayOf(month), until: lastDayOf(month) };
  const changes = new Array<number>(size + 2).fill(0);
  for (const one of fixed ? [] : held) {
    const inside = clip(one, whole);
    if (!inside) continue;
    const [from, after] = [numberOfDay(inside.from), numberOfDay(inside.until) + 1];
    changes[from] = (changes[from] ?? 0) + one.times;
    changes[after] = (changes[after] ?? 0) - one.times;
  }
  const spans = terms.flatMap((one) => {
    const inside = clip(one, whole);
    return inside ? [{ terms: one, first: numberOfDay(inside.from), last: numberOfDay(inside.until) }] : [];
  });
  const found: DayCount[] = [];
  let count = 0;
  for (let at = 1; at <= size; at += 1) {
    const change = changes[at] ?? 0;
    count += change;
    const term = spans.find(({ first, last }) => first <= at && at <= last)?.terms;
    const open = found.at(-1);
    if (!term) continue;
    if (change === 0 && open?.terms === term && open.last === at - 1) {
      open.last = at;
      continue;
    }
    const number = fixed ? term.quantity : count;
    const billable = billableCount(number, term);
    const monthlyMinor = priceOfUnits(term.price, billable);
    found.push({ first: at, last: at, count: number, billable, monthlyMinor, terms: term });
  }
  return found;
}

/** Each holder's days under each of the line's terms. */
function piecesOf({ fixed, terms }: CountedLine, held: readonly Held[], month: Month): Piece[] {
  const whole = { from: firstDayOf(month), until: lastDayOf(month) };
  return (fixed ? [] : held).flatMap((one) =>
    terms.flatMap((term) => {
      const inForce = clip(term, whole);
      const inside = inForce && clip(one, inForce);
      return inside ? [{ held: one, terms: term, ...inside, days: daysOf(inside) }] : [];
    }),
  );
}

/** Prices units by the terms of their own days, in order: what is included comes off the first ones, and what a minimum lacks is paid by the last terms. */
function countEach(
  terms: readonly LineTerms[],
  pieces: readonly Piece[],
): Pick<MonthCount, "quantity" | "amountMinor" | "rows"> {
  const priceOf = (one: LineTerms, count: number): number =>
    priceOfUnits(one.price, Math.max(count - one.included, 0));
  let [quantity, amountMinor] = [0, 0];
  for (const one of terms) {
    const after = pieces
      .filter((piece) => piece.terms === one)
      .reduce((all, { held }) => all + held.times, quantity);
    amountMinor += priceOf(one, after) - priceOf(one, quantity);
    quantity = after;
  }
  const last = terms.at(-1);
  if (last) amountMinor += priceOf(last, Math.max(quantity, last.minimum)) - priceOf(last, quantity);
  const hasParts = terms.every((one) => isFlat(one) && one.included === 0 && quantity >= one.minimum);
  const rows = pieces.map((piece) => rowOf(piece, hasParts ? piece.held.times * unitOf(piece.terms) : null));
  return { quantity, amountMinor, rows };
}

/** The number that a rule other than `daily` finds, and the terms that price it; null when the line was not in force. */
function numberOf(
  line: CountedLine,
  counts: readonly DayCount[],
  pieces: readonly Piece[],
  month: Month,
): { quantity: number; terms: LineTerms | null } {
  if (line.rule === "snapshot") {
    const on = numberOfDay(snapshotOn(line, month));
    const seen = counts.find(({ first, last }) => first <= on && on <= last);
    return { quantity: seen?.count ?? 0, terms: seen?.terms ?? null };
  }
  const terms = counts[0]?.terms ?? null;
  const highest = counts.reduce((most, { count }) => Math.max(most, count), 0);
  if (line.rule === "peak" || line.fixed) return { quantity: highest, terms };
  const units = new Map<string, number>();
  for (const { held } of pieces) units.set(held.unit, Math.max(units.get(held.unit) ?? 0, held.times));
  return { quantity: [...units.values()].reduce((all, times) => all + times, 0), terms };
}

/** The day of a line's snapshot in a month. */
export function snapshotOn({ snapshotDay }: Pick<CountedLine, "snapshotDay">, month: Month): Day {
  return addDays(firstDayOf(month), Math.min(snapshotDay, daysIn(month)) - 1);
}

const isFlat = (terms: LineTerms): boolean => "unitMinor" in terms.price;
const unitOf = (terms: LineTerms): number => ("unitMinor" in terms.price ? terms.price.unitMinor : 0);

/** The rows of a line by day: with a part for each where every unit costs the same and all that is held is paid. */
function withAmounts(
  line: CountedLine,
  counts: readonly DayCount[],
  pieces: readonly Piece[],
  amountMinor: number,
): CountedRow[] {
  const each = counts.every(({ count, billable, terms }) => count === billable && isFlat(terms));
  const weights = pieces.map(({ days, held, terms }) => days * held.times * unitOf(terms));
  const parts = each && !line.fixed ? splitByWeight(amountMinor, weights) : null;
  return pieces.map((piece, at) => rowOf(piece, parts?.[at] ?? null));
}

/** The rows of the other rules: whom a snapshot saw, else everybody; a part for each unit, once, where each costs the same. */
function wholePieces(
  line: CountedLine,
  pieces: readonly Piece[],
  month: Month,
  quantity: number,
  amountMinor: number,
  terms: LineTerms | null,
): CountedRow[] {
  const on = snapshotOn(line, month);
  const seen =
    line.rule === "snapshot" ? pieces.filter(({ from, until }) => from <= on && on <= until) : pieces;
  const paid = terms ? billableCount(quantity, terms) : 0;
  if (line.rule === "peak" || !terms || !isFlat(terms) || paid !== quantity)
    return seen.map((piece) => rowOf(piece, null));
  // A unit is paid once: by the first piece in which there were most of it.
  const most = new Map<string, number>();
  for (const [at, { held }] of seen.entries())
    if (held.times > (seen[most.get(held.unit) ?? -1]?.held.times ?? 0)) most.set(held.unit, at);
  const parts = splitByWeight(
    amountMinor,
    seen.map(({ held }, at) => (line.rule === "snapshot" || most.get(held.unit) === at ? held.times : 0)),
  );
  return seen.map((piece, at) => rowOf(piece, parts[at] ?? 0));
}

function rowOf({ held: { unit, label }, from, until, days }: Piece, amountMinor: number | null): CountedRow {
  return { unit, label, from, until, days, amountMinor };
}

function stretchesOf(counts: readonly DayCount[], month: Month): CountedStretch[] {
  const stretches: CountedStretch[] = [];
  const dayAt = (number: number): Day => addDays(firstDayOf(month), number - 1);
  for (const { first, last, count, billable, monthlyMinor } of counts) {
    const [from, until] = [dayAt(first), dayAt(last)];
    const before = stretches.at(-1);
    const isSame = before?.count === count && before.monthlyMinor === monthlyMinor;
    if (before && isSame && addDays(before.until, 1) === from) before.until = until;
    else stretches.push({ from, until, count, billable, monthlyMinor });
  }
  return stretches;
}
