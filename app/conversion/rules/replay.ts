import type { Day } from "#app/platform/day.ts";
import { divideRounded, priceOfMinutes } from "#app/platform/money.ts";

/** An entry of the past year: whole minutes; `paidMinor` is what lots paid for it, `unpaidMinutes` what none has paid yet. */
export type PastEntry = {
  id: string;
  on: Day;
  requestId: string;
  workTypeId: string;
  free: boolean;
  workedMinutes: number;
  billableMinutes: number;
  paidMinor: number;
  unpaidMinutes: number;
};

/** Why an entry would be inside the contract or not: its type of work, a request that is a project, or nothing was charged for it. */
export type ReplayReason = "type-covered" | "type-outside" | "project" | "free";

/** An entry under the proposal: what it drew, and what it would cost beside the contract; minor units without VAT. */
export type ReplayRow = {
  id: string;
  on: Day;
  covered: boolean;
  why: ReplayReason;
  minutes: number;
  drawnMinor: number;
  outsideMinor: number;
};

export type ReplayMonth = { month: string; drawnMinor: number; managedMinor: number; outsideMinor: number };
export type Replay = {
  rows: ReplayRow[];
  months: ReplayMonth[];
  drawnMinor: number;
  managedMinor: number;
  outsideMinor: number;
  /** Billed minutes inside and outside the scope, and all minutes worked inside it, which cost the MSP whatever was billed. */
  coveredMinutes: number;
  outsideMinutes: number;
  coveredWorkedMinutes: number;
};

type Facts = {
  entries: readonly PastEntry[];
  covers: readonly string[];
  outsideRequests: readonly string[];
  monthlyMinor: number;
  /** What an hour costs that no contract and no lot pays, minor units without VAT. */
  perHourMinor: number;
  /** Twelve months, `2026-11`, oldest first. */
  months: readonly string[];
};

/**
 * Replays a year's work under a proposal, entry by entry. Work outside costs its billed minutes at the price of an hour; amounts are
 * differences of the running sum, rounded half up, so that they add up to the price of all minutes.
 */
export function replayYear({
  entries,
  covers,
  outsideRequests,
  monthlyMinor,
  perHourMinor,
  months,
}: Facts): Replay {
  let outside = 0;
  const rows = entries.map((entry): ReplayRow => {
    const why = reasonOf(entry, covers, outsideRequests);
    const isOutside = why === "type-outside" || why === "project";
    const before = priceOfMinutes(outside, perHourMinor);
    if (isOutside) outside += entry.billableMinutes;
    return {
      id: entry.id,
      on: entry.on,
      covered: !isOutside,
      why,
      minutes: entry.billableMinutes,
      drawnMinor: entry.paidMinor + priceOfMinutes(entry.unpaidMinutes, perHourMinor),
      outsideMinor: priceOfMinutes(outside, perHourMinor) - before,
    };
  });
  const sum = (some: readonly ReplayRow[], of: (row: ReplayRow) => number): number =>
    some.reduce((all, row) => all + of(row), 0);
  const covered = rows.filter((row) => row.covered);
  const insideIds = new Set(covered.map(({ id }) => id));
  return {
    rows,
    months: months.map((month) => {
      const own = rows.filter(({ on }) => on.startsWith(month));
      return {
        month,
        drawnMinor: sum(own, (row) => row.drawnMinor),
        managedMinor: monthlyMinor,
        outsideMinor: sum(own, (row) => row.outsideMinor),
      };
    }),
    drawnMinor: sum(rows, (row) => row.drawnMinor),
    managedMinor: monthlyMinor * months.length,
    outsideMinor: sum(rows, (row) => row.outsideMinor),
    coveredMinutes: sum(covered, (row) => row.minutes),
    outsideMinutes: outside,
    coveredWorkedMinutes: entries
      .filter(({ id }) => insideIds.has(id))
      .reduce((all, { workedMinutes }) => all + workedMinutes, 0),
  };
}

function reasonOf(entry: PastEntry, covers: readonly string[], projects: readonly string[]): ReplayReason {
  if (entry.free) return "free";
  if (projects.includes(entry.requestId)) return "project";
  return covers.includes(entry.workTypeId) ? "type-covered" : "type-outside";
}

/** From how many months of a client's work a margin is stated. */
export const leastMonthsOfMargin = 3;

/** What a proposal would leave in a year: revenue less cost parts less labour inside the scope and the handling of requests; minor units, basis points of revenue. */
export type Margin = {
  /** Over how many months of the client's work the labour is reckoned. */
  months: number;
  /** False where these are too few to state a margin: labour and requests are then those of these months alone, and the margin what is left at best. */
  isStated: boolean;
  revenueMinor: number;
  costMinor: number;
  labourMinor: number;
  /** What handling its requests costs beside the work that is logged. */
  requestsMinor: number;
  marginMinor: number;
  marginBp: number;
  /** Revenue less cost parts, by the hour worked inside; null where none was. */
  perHourMinor: number | null;
};

/** The expected real margin of a year, from what the work inside the scope and the requests would have cost in so many months, reckoned to twelve. */
export function marginOf(facts: {
  monthlyMinor: number;
  monthlyCostMinor: number;
  workedMinutes: number;
  labourCostMinor: number;
  /** Requests of these months, and what handling one costs. */
  requests: number;
  requestMinor: number;
  months: number;
}): Margin {
  const { months } = facts;
  const isStated = months >= leastMonthsOfMargin;
  const ofYear = (count: number): number =>
    isStated ? divideRounded(BigInt(count) * 12n, BigInt(months)) : count;
  const minutes = ofYear(facts.workedMinutes);
  const revenueMinor = facts.monthlyMinor * 12;
  const costMinor = facts.monthlyCostMinor * 12;
  const labourMinor = priceOfMinutes(minutes, facts.labourCostMinor);
  const requestsMinor = ofYear(facts.requests * facts.requestMinor);
  const marginMinor = revenueMinor - costMinor - labourMinor - requestsMinor;
  return {
    ...{ months, isStated, revenueMinor, costMinor, labourMinor, requestsMinor, marginMinor },
    marginBp: revenueMinor === 0 ? 0 : Math.round((marginMinor * 10_000) / revenueMinor),
    perHourMinor:
      minutes === 0 ? null : divideRounded(BigInt(revenueMinor - costMinor) * 60n, BigInt(minutes)),
  };
}

/** From how many minutes of work a month, at a price an hour, a managed price costs no more: ceil(60 M / price). */
export function breakEvenMinutes(monthlyMinor: number, perHourMinor: number): number {
  return Math.ceil((60 * monthlyMinor) / perHourMinor);
}
