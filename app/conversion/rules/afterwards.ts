import type { PromiseGroup } from "#app/desk/rules/kept-promises.ts";
import type { Priority } from "#app/requests/rules/priority.ts";
import { divideRounded, priceOfMinutes } from "#app/platform/money.ts";

/** After how many days of a contract its promises are compared with what came. */
export const reportDays = [30, 90] as const;
export type ReportDays = (typeof reportDays)[number];

/** The client's part of a report: requests in the span beside those of as many days of the year before, whole minutes worked inside and billed outside, and amounts without VAT. */
export type ReportFigures = {
  requests: number;
  requestsBefore: number;
  insideMinutes: number;
  outsideMinutes: number;
  contractMinor: number;
  /** What the work inside would have cost by the hour. */
  byHoursMinor: number;
  /** The first answers that were promised by priority, most urgent first. */
  responses: KeptResponses[];
};

/** Within how many minutes of business hours a first answer was promised, how many were due or given, and how many of them in time. */
type KeptResponses = { priority: Priority; promisedMinutes: number; all: number; kept: number };

/** A year's amount for so many days of it, rounded half up. */
export function partOfYear(yearMinor: number, days: number): number {
  return divideRounded(BigInt(yearMinor) * BigInt(days), 365n);
}

type Facts = {
  days: ReportDays;
  /** What the counted lines of the contract came to in these days, less their cost parts. */
  countedMinor: number;
  /** The margin of a year that was expected when the proposal was made; null where none could be stated. */
  expectedMinor: number | null;
  labourCostMinor: number;
  insideMinutes: number;
  /** What handling one of the requests of these days costs. */
  requestMinor: number;
  requests: number;
};

/** The margin that was to be expected of these days, and the one that came: what was counted less cost parts less the work inside and the handling of requests; minor units. */
export function compareMargin(facts: Facts): { promisedMinor: number | null; realMinor: number } {
  const { days, countedMinor, expectedMinor, labourCostMinor, insideMinutes, requests, requestMinor } = facts;
  return {
    promisedMinor: expectedMinor === null ? null : partOfYear(expectedMinor, days),
    realMinor: countedMinor - priceOfMinutes(insideMinutes, labourCostMinor) - requests * requestMinor,
  };
}

/** A month's counted lines: what they came to and cost, in minor units, and the days of the contract that they are of. */
export type CountedPart = {
  revenueMinor: number;
  costMinor: number;
  isOnce: boolean;
  contractDays: number;
  spanDays: number;
};

/** What counted lines came to less what they cost in so many of their days; a one-off line counts whole. Each rounded half up. */
export function countedMargin(parts: readonly CountedPart[]): { revenueMinor: number; marginMinor: number } {
  const share = (minor: number, { isOnce, spanDays, contractDays }: CountedPart): number =>
    isOnce || contractDays === 0
      ? minor
      : divideRounded(BigInt(minor) * BigInt(spanDays), BigInt(contractDays));
  return parts.reduce(
    (sum, part) => ({
      revenueMinor: sum.revenueMinor + share(part.revenueMinor, part),
      marginMinor: sum.marginMinor + share(part.revenueMinor, part) - share(part.costMinor, part),
    }),
    { revenueMinor: 0, marginMinor: 0 },
  );
}

/** What became of the first answers that a proposal promised, in the order of its promises; a priority without a promise is left out. */
export function keptResponses(
  promised: readonly { priority: Priority; responseMinutes: number | null }[],
  groups: readonly PromiseGroup[],
): KeptResponses[] {
  return promised.flatMap(({ priority, responseMinutes }) => {
    if (responseMinutes === null) return [];
    const own = groups.filter((group) => group.priority === priority).map(({ response }) => response);
    const sum = (of: "all" | "kept"): number => own.reduce((total, group) => total + group[of], 0);
    return [{ priority, promisedMinutes: responseMinutes, all: sum("all"), kept: sum("kept") }];
  });
}
