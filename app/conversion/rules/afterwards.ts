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
};

/** A year's amount for so many days of it, rounded half up. */
export function partOfYear(yearMinor: number, days: number): number {
  return divideRounded(BigInt(yearMinor) * BigInt(days), 365n);
}

type Facts = {
  days: ReportDays;
  monthlyMinor: number;
  monthlyCostMinor: number;
  /** The margin of a year that was expected when the proposal was made. */
  expectedMinor: number;
  labourCostMinor: number;
  insideMinutes: number;
};

/** The margin that was to be expected of these days, and the one that came: the price less cost parts less the work inside; minor units. */
export function compareMargin(facts: Facts): { promisedMinor: number; realMinor: number } {
  const { days, monthlyMinor, monthlyCostMinor, expectedMinor, labourCostMinor, insideMinutes } = facts;
  return {
    promisedMinor: partOfYear(expectedMinor, days),
    realMinor:
      partOfYear((monthlyMinor - monthlyCostMinor) * 12, days) -
      priceOfMinutes(insideMinutes, labourCostMinor),
  };
}
