import { isFinal, isOpenDispute, type Reversal } from "./reversal.ts";

/** What was paid, what took money back of it, and what is asked for and not yet known at Stripe; minor units. */
export type Standing = { paidMinor: number; reversals: readonly Reversal[]; askedMinor: number };

/** What can still be paid back of a payment in minor units: what was paid, less what went back, is on its way back, is disputed or asked for. */
export function refundableMinor({ paidMinor, reversals, askedMinor }: Standing): number {
  const gone = reversals.filter(
    (one) =>
      isFinal(one) ||
      isOpenDispute(one) ||
      (one.kind === "refund" && (one.state === "pending" || one.state === "requires_action")),
  );
  return Math.max(0, paidMinor - askedMinor - gone.reduce((all, one) => all + one.amountMinor, 0));
}

/** What the hours that are left of a block are worth with VAT, at the price that was paid for it; minor units, rounded down. */
export function worthOfUnused(grossMinor: number, minutes: number, unusedMinutes: number): number {
  return Number(
    (BigInt(grossMinor) * BigInt(Math.max(0, Math.min(minutes, unusedMinutes)))) / BigInt(minutes),
  );
}

/** What came of a payment's money: kept, gone back in part, or gone back whole. */
export type MoneyBack = "none" | "part" | "all";

/** Tells how much of a payment went back for good; minor units. */
export function moneyBack(grossMinor: number, backMinor: number): MoneyBack {
  if (backMinor <= 0) return "none";
  return backMinor < grossMinor ? "part" : "all";
}
