import { addDays, day, type Day } from "#app/platform/day.ts";
import { divideRounded, priceOfMinutes } from "#app/platform/money.ts";

import type { Contract } from "./contract.ts";
import { costParts, type CostPart } from "./cost.ts";
import type { DraftLine } from "./draft.ts";
import { clip, daysOf, type Span } from "./month.ts";
import { splitByWeight } from "./split.ts";

const firstOfDays = day("1000-01-01");

type CountDetail = Extract<DraftLine["detail"], { kind: "count" }>;

/** What a unit of each line costs the MSP a month by part, by the line's id; minor units. */
export type LineCosts = ReadonlyMap<string, Partial<Record<CostPart, number>>>;

/** A line of a month with what it costs on paper: its price less the parts of its cost. Minor units without VAT. */
export type LineMargin = {
  label: string;
  revenueMinor: number;
  costs: Partial<Record<CostPart, number>>;
  costMinor: number;
  paperMinor: number;
};

/** What the MSP's own work costs it: an hour, the handling of a request, a line that corrects a closed month; minor units. */
export type WorkCosts = { hourMinor: number; requestMinor: number; correctionMinor: number };

/** What a month's contract asked of the MSP. */
export type MonthWork = { minutes: number; requests: number; corrections: number };

export type ClientMargin = {
  lines: LineMargin[];
  revenueMinor: number;
  costMinor: number;
  paperMinor: number;
  hoursMinor: number;
  requestsMinor: number;
  correctionsMinor: number;
  /** Paper margin less time, requests and corrections. */
  realMinor: number;
};

/** The margin of a client's month: on paper by line, and real after the work that it took (domain.md §4). */
export function marginOf(
  lines: readonly DraftLine[],
  contracts: readonly Contract[],
  costs: LineCosts,
  { minutes, requests, corrections }: MonthWork,
  work: WorkCosts,
): ClientMargin {
  const shown = lines.map((line) => lineMargin(line, costsOfKey(contracts, line.key, costs)));
  const sum = (count: (line: LineMargin) => number): number =>
    shown.reduce((all, one) => all + count(one), 0);
  const paperMinor = sum((line) => line.paperMinor);
  const hoursMinor = priceOfMinutes(minutes, work.hourMinor);
  const requestsMinor = requests * work.requestMinor;
  const correctionsMinor = corrections * work.correctionMinor;
  return {
    lines: shown,
    revenueMinor: sum((line) => line.revenueMinor),
    costMinor: sum((line) => line.costMinor),
    paperMinor,
    hoursMinor,
    requestsMinor,
    correctionsMinor,
    realMinor: paperMinor - hoursMinor - requestsMinor - correctionsMinor,
  };
}

type Costs = Partial<Record<CostPart, number>>;
/** What a unit of a line costs from a day on. */
type CostFrom = { from: Day; unit: Costs };

/** What a unit of a line costs by each version that has it, in the order in which they begin. */
function costsOfKey(contracts: readonly Contract[], key: string | null, costs: LineCosts): CostFrom[] {
  return contracts
    .flatMap(({ versions }) => versions)
    .flatMap(({ effectiveOn, lines }) =>
      lines.flatMap((line) =>
        line.key === key ? [{ from: effectiveOn, unit: costs.get(line.id) ?? {} }] : [],
      ),
    );
}

/**
 * A line costs each day what its version says that is in force on it, as it is priced; a day that no version has any more goes by the last before it.
 * All parts together are rounded once and then split, so that the parts sum to it.
 */
function lineMargin({ label, amountMinor, detail }: DraftLine, from: readonly CostFrom[]): LineMargin {
  const known =
    detail.kind === "count"
      ? costParts.filter((part) => from.some(({ unit }) => unit[part] !== undefined))
      : [];
  const { days, units } = detail.kind === "count" ? countedUnder(detail, from) : { days: 1, units: [] };
  const weights = known.map((part) =>
    from.reduce((sum, { unit }, at) => sum + (unit[part] ?? 0) * (units[at] ?? 0), 0),
  );
  const costMinor = divideRounded(
    weights.reduce((sum, one) => sum + BigInt(one), 0n),
    BigInt(days),
  );
  const split = splitByWeight(costMinor, weights);
  const costs: Costs = Object.fromEntries(known.map((part, at) => [part, split[at] ?? 0]));
  return { label, revenueMinor: amountMinor, costs, costMinor, paperMinor: amountMinor - costMinor };
}

/** How many units were counted while each cost was in force: on each day, of so many days; a job and a one-off line are counted whole, on their own day. */
function countedUnder(
  { counts, days, quantity, rows, terms, stretches }: CountDetail,
  costs: readonly CostFrom[],
): { days: number; units: number[] } {
  const unitsOf = (counted: readonly { from: Day; until: Day; count: number }[]): number[] =>
    inForce(costs).map((span) =>
      counted.reduce((sum, one) => {
        const shared = clip(span, one);
        return sum + (shared ? one.count * daysOf(shared) : 0);
      }, 0),
    );
  if (counts === "job")
    return { days: 1, units: unitsOf(rows.map(({ from }) => ({ from, until: from, count: 1 }))) };
  const [first] = terms;
  if (counts === "once")
    return {
      days: 1,
      units: first ? unitsOf([{ from: first.from, until: first.from, count: quantity }]) : [],
    };
  return { days, units: unitsOf(stretches) };
}

/** The days on which each cost is in force; the first is also that of the days before it. */
function inForce(costs: readonly CostFrom[]): Span[] {
  return costs.map(({ from }, at) => {
    const next = costs[at + 1];
    return { from: at === 0 ? firstOfDays : from, until: next ? addDays(next.from, -1) : null };
  });
}
