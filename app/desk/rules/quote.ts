import { addDays, addMonths, day, daysBetween, startOfMonth, type Day } from "#app/platform/day.ts";
import type { DecreaseWindow } from "#app/people/rules/decrease-window.ts";
import { divideRounded } from "#app/platform/money.ts";

import type { Answers } from "./answers.ts";
import type { Definition } from "./definition.ts";
import { readEffect, type ReadEffect } from "./effect-answers.ts";
import type { SeatStage } from "./seat-price.ts";

/** What the requester reads before sending: minor units without VAT, whole minutes, days of the client's zone. */
export type Quote = {
  currency: string;
  onceMinor: number;
  monthlyMinor: number;
  /** The whole price of a month from later days on, where a contract that begins or ends then changes it. */
  later?: readonly SeatStage[];
  /** Of the monthly price, what this month costs. */
  thisMonthMinor: number;
  drawsMinutes: number;
  /** The last day of the item's working days, or the day of the effect where that is later. */
  doneBy: Day;
  /** The last day of the term that what is added is held to; null where it can end on any day. */
  earliestEnd: Day | null;
  /** Until when the vendor takes back all that is bought; left out where it takes nothing back. */
  returnUntil?: Day;
  /** What the licences that are given up cost a month, from the days on which their vendors let there be fewer; left out where none is. */
  saves?: readonly { from: Day; monthlyMinor: number }[];
};

/**
 * A licence as the client pays it; `windowFrom` says when one more that is bought on a day can be given up, `windowOn` when one of those that
 * were bought can, asked on a day: null where the term is not known.
 */
export type PricedProduct = {
  id: string;
  priceMinor: number;
  free: number;
  windowFrom: (from: Day) => DecreaseWindow | null;
  windowOn: (day: Day) => DecreaseWindow | null;
};

export type QuoteFacts = {
  currency: string;
  today: Day;
  /** Products by id; one whose price is in another currency is not in it. */
  products: ReadonlyMap<string, PricedProduct>;
  /** What one more seat of a type costs a month: on a day, then from each later day that changes it; nothing where no contract counts it. */
  seatStages: (seatTypeId: string, from: Day) => readonly SeatStage[];
  /** The public holidays of the MSP's usual business hours; none where it is left out. */
  closedDays?: ReadonlySet<string>;
  /** The products of which somebody has a licence after a day. */
  heldAfter: (employeeId: string, day: Day) => readonly string[];
};

/** What a request costs, draws and takes. A licence that is free in the pool costs nothing more; one that has to be bought does. */
export function quoteFor(definition: Definition, answers: Answers, facts: QuoteFacts): Quote {
  const effect = readEffect(definition.effect, answers);
  const startsOn = startOf(effect, facts.today);
  const added = addedProducts(effect, facts.products);
  const [seat, ...seatLater] = effect?.kind === "joiner" ? facts.seatStages(effect.seatTypeId, startsOn) : [];
  const bought = added.filter(({ free }) => free <= 0);
  const besideSeatMinor =
    definition.priceMonthlyMinor + bought.reduce((sum, { priceMinor }) => sum + priceMinor, 0);
  const monthlyMinor = besideSeatMinor + (seat?.monthlyMinor ?? 0);
  const later = seatLater.map((stage) => ({ ...stage, monthlyMinor: besideSeatMinor + stage.monthlyMinor }));
  const windows = bought.flatMap(({ windowFrom }) => windowFrom(startsOn) ?? []);
  const isReturnable = windows.length > 0 && windows.every(({ isOpen }) => isOpen);
  const saves = savingsOf(effect, facts);
  const [returnUntil] = windows.map(({ decideBy }) => decideBy).sort();
  return {
    currency: facts.currency,
    onceMinor: definition.priceOnceMinor,
    monthlyMinor,
    ...(later.length > 0 ? { later } : {}),
    thisMonthMinor: [{ from: startsOn, monthlyMinor }, ...later].reduce(
      (sum, { from, monthlyMinor: minor }, at, stages) =>
        sum + proratedMinor(minor - (stages[at - 1]?.monthlyMinor ?? 0), from, facts.today),
      0,
    ),
    drawsMinutes: definition.drawsMinutes,
    doneBy: laterOf(workdaysLater(facts.today, definition.days, facts.closedDays), dayOf(effect)),
    earliestEnd:
      windows
        .map(({ termEndsOn }) => termEndsOn)
        .sort()
        .at(-1) ?? null,
    ...(isReturnable && returnUntil ? { returnUntil } : {}),
    ...(saves.length > 0 ? { saves } : {}),
  };
}

/** What the licences that an effect frees cost a month, by the days from which there may be fewer. */
function savingsOf(effect: ReadEffect | null, facts: QuoteFacts): { from: Day; monthlyMinor: number }[] {
  const { productIds, on } = freedBy(effect, facts);
  const sums = new Map<Day, number>();
  for (const product of productIds.flatMap((id) => facts.products.get(id) ?? [])) {
    const window = product.windowOn(on);
    if (window) sums.set(window.earliestOn, (sums.get(window.earliestOn) ?? 0) + product.priceMinor);
  }
  return [...sums]
    .map(([from, monthlyMinor]) => ({ from, monthlyMinor }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** The products of which an effect frees a licence, and the first day without it. */
function freedBy(
  effect: ReadEffect | null,
  { today, heldAfter }: QuoteFacts,
): { productIds: readonly string[]; on: Day } {
  if (effect?.kind === "licence" && effect.change === "remove")
    return { productIds: [effect.productId], on: today };
  return effect?.kind === "leaver"
    ? { productIds: heldAfter(effect.employeeId, effect.lastDay), on: addDays(effect.lastDay, 1) }
    : { productIds: [], on: today };
}

/** What an approver approves: what is paid once and what one month costs, at the dearest where that changes later. */
export function amountOf(quote: Pick<Quote, "onceMinor" | "monthlyMinor" | "later">): number {
  const later = (quote.later ?? []).map(({ monthlyMinor }) => monthlyMinor);
  return quote.onceMinor + Math.max(quote.monthlyMinor, ...later);
}

/** What a request costs by itself, as it was approved: the price of its item, without the seats and licences that the roster counts. Minor units without VAT. */
export function ownPrice(
  { currency, onceMinor }: Pick<Quote, "currency" | "onceMinor">,
  { priceMonthlyMinor }: Pick<Definition, "priceMonthlyMinor">,
): { currency: string; onceMinor: number; monthlyMinor: number } {
  return { currency, onceMinor, monthlyMinor: priceMonthlyMinor };
}

/** The part of a month's price from a day of the present month on, by days; nothing where it starts later. */
export function proratedMinor(monthlyMinor: number, startsOn: Day, today: Day): number {
  const first = startOfMonth(today);
  const next = addMonths(first, 1);
  if (startsOn >= next) return 0;
  const days = daysBetween(startsOn < first ? first : startsOn, next);
  return divideRounded(BigInt(monthlyMinor) * BigInt(days), BigInt(daysBetween(first, next)));
}

/** The day that many working days after another: Monday to Friday, less the days on which nobody works. */
export function workdaysLater(from: Day, days: number, closedDays: ReadonlySet<string> = new Set()): Day {
  let at = from;
  for (let left = days; left > 0;) {
    at = addDays(at, 1);
    if (isWeekday(at) && !closedDays.has(at)) left -= 1;
  }
  return at;
}

const someMonday = day("2024-01-01");

/** Tells Monday to Friday from the weekend. */
export function isWeekday(value: Day): boolean {
  const since = daysBetween(someMonday, value) % 7;
  return (since < 0 ? since + 7 : since) < 5;
}

function startOf(effect: ReadEffect | null, today: Day): Day {
  return laterOf(today, effect?.kind === "joiner" ? dayOf(effect) : null);
}

/** The day that an effect is asked for: a joiner's first, a leaver's last; null for one that counts once it is completed. */
function dayOf(effect: ReadEffect | null): Day | null {
  if (effect?.kind === "joiner") return effect.employee.joinedOn;
  return effect?.kind === "leaver" ? effect.lastDay : null;
}

function laterOf(one: Day, other: Day | null): Day {
  return other !== null && other > one ? other : one;
}

function addedProducts(
  effect: ReadEffect | null,
  products: ReadonlyMap<string, PricedProduct>,
): PricedProduct[] {
  return addedIds(effect).flatMap((id) => products.get(id) ?? []);
}

function addedIds(effect: ReadEffect | null): readonly string[] {
  if (effect?.kind === "joiner") return effect.productIds;
  return effect?.kind === "licence" && effect.change === "add" ? [effect.productId] : [];
}

/** How many working days lie after a day, up to another: Monday to Friday, less the days on which nobody works. */
export function workdaysBetween(from: Day, to: Day, closedDays: ReadonlySet<string> = new Set()): number {
  let count = 0;
  for (let at = addDays(from, 1); at <= to; at = addDays(at, 1))
    if (isWeekday(at) && !closedDays.has(at)) count += 1;
  return count;
}
