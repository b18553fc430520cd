import { priceOfMinutes } from "#app/platform/money.ts";

import type { Contract } from "./contract.ts";
import { costOfDays, costParts, type CostPart } from "./cost.ts";
import type { DraftLine } from "./draft.ts";
import { lastDayOf, type Month } from "./month.ts";
import { splitByWeight } from "./split.ts";

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
  month: Month,
  lines: readonly DraftLine[],
  contracts: readonly Contract[],
  costs: LineCosts,
  { minutes, requests, corrections }: MonthWork,
  work: WorkCosts,
): ClientMargin {
  const shown = lines.map((line) => lineMargin(line, costsOfKey(contracts, line.key, month, costs)));
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

/** What a unit of a line costs by the version in force at the end of the month, or its last before. */
function costsOfKey(
  contracts: readonly Contract[],
  key: string | null,
  month: Month,
  costs: LineCosts,
): Partial<Record<CostPart, number>> {
  const line = contracts
    .flatMap(({ versions }) => versions)
    .filter(({ effectiveOn }) => effectiveOn <= lastDayOf(month))
    .flatMap((version) => version.lines)
    .findLast((one) => one.key === key);
  return (line && costs.get(line.id)) ?? {};
}

function lineMargin(
  { label, amountMinor, detail }: DraftLine,
  unit: Partial<Record<CostPart, number>>,
): LineMargin {
  const known = detail.kind === "count" ? costParts.filter((part) => unit[part] !== undefined) : [];
  const each = known.map((part) => unit[part] ?? 0);
  const costMinor =
    detail.kind === "count"
      ? costOfCount(
          detail,
          each.reduce((sum, one) => sum + one, 0),
        )
      : 0;
  const split = splitByWeight(costMinor, each);
  const found: Partial<Record<CostPart, number>> = Object.fromEntries(
    known.map((part, at) => [part, split[at] ?? 0]),
  );
  return { label, revenueMinor: amountMinor, costs: found, costMinor, paperMinor: amountMinor - costMinor };
}

/**
 * What was counted costs, all its parts together: rounded once, and then split, so that the parts sum to it. A job and a one-off line
 * cost what they cost; all else costs by the days that it was there.
 */
function costOfCount(detail: CountDetail, unitMinor: number): number {
  const whole = detail.counts === "job" || detail.counts === "once";
  return whole ? unitMinor * detail.quantity : costOfDays(detail.unitDays, unitMinor, detail.days);
}
