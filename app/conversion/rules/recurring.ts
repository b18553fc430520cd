/** The months over which a prepaid client's purchases are spread. */
export const recurringMonths = 12;
/** In how many of those months a client must have bought, so that it is known to come back. */
const leastMonths = 2;

/** Why a client counts as recurring revenue, or not. */
export type RecurringReason =
  "contract" | "prepaid" | "unsigned" | "bought-once" | "bought-nothing" | "other-currency";

/** A client's part of the recurring revenue of a month; minor units without VAT. */
export type Recurring = { monthlyMinor: number; reason: RecurringReason };

type Bought = { month: string; soldMinor: number; refundedMinor: number };

/**
 * What a prepaid client adds to the recurring revenue of a month: a twelfth of what it bought in the last twelve closed months, less what
 * went back, rounded down. It counts once its terms are signed and it bought in at least two of those months: one block is a sale, and an
 * unsigned one no agreement.
 */
export function prepaidRecurring(isSigned: boolean, bought: readonly Bought[]): Recurring {
  const net = bought.reduce((sum, { soldMinor, refundedMinor }) => sum + soldMinor - refundedMinor, 0);
  const months = new Set(bought.filter(({ soldMinor }) => soldMinor > 0).map(({ month }) => month)).size;
  const none = (reason: RecurringReason): Recurring => ({ monthlyMinor: 0, reason });
  if (net <= 0) return none("bought-nothing");
  if (!isSigned) return none("unsigned");
  if (months < leastMonths) return none("bought-once");
  return { monthlyMinor: Math.floor(net / recurringMonths), reason: "prepaid" };
}

type CountedLine = { amountMinor: number; detail: { kind: string; counts?: string } };

/** What a contract adds: the lines of its last whole month that come back each month, so no one-off lines, jobs, hours and corrections. */
export function contractRecurring(lines: readonly CountedLine[]): Recurring {
  const recurring = lines.filter(
    ({ detail }) => detail.kind === "count" && detail.counts !== "once" && detail.counts !== "job",
  );
  return {
    monthlyMinor: recurring.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    reason: "contract",
  };
}
