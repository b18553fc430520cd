import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { chosenAmount, hoursToTake } from "#app/billing/rules/refund-choice.ts";
import { ok, refuse } from "#app/platform/result.ts";
import { mayTrust } from "#app/billing/rules/credit-limit.ts";
import { refundableMinor, worthOfUnused } from "#app/billing/rules/refundable.ts";
import { reversalTotals, type InvoiceStanding, type Reversal } from "#app/billing/rules/reversal.ts";

const all = 114_950;
const one = (kind: Reversal["kind"], state: string, amountMinor: number): Reversal => ({
  stripeId: `${kind}-${state}-${amountMinor}`,
  kind,
  state,
  amountMinor,
  reason: null,
  dueAt: null,
  openedAt: new Date(0),
});
const open: InvoiceStanding = { status: "open", paidMinor: 0 };

describe("what went back of a payment, and what is held", () => {
  test.each<[string, InvoiceStanding | null, Reversal[], number, number]>([
    ["nothing", null, [], 0, 0],
    ["two refunds", null, [one("refund", "succeeded", 10_000), one("refund", "succeeded", 5_000)], 15_000, 0],
    [
      "a refund that failed, one on its way",
      null,
      [one("refund", "failed", 10_000), one("refund", "pending", 5_000)],
      0,
      0,
    ],
    ["an open dispute", null, [one("dispute", "needs_response", all)], 0, all],
    [
      "one under review, one won",
      null,
      [one("dispute", "under_review", 1_000), one("dispute", "won", 5_000)],
      0,
      1_000,
    ],
    ["a lost dispute", null, [one("dispute", "lost", all)], all, 0],
    [
      "an inquiry, open and closed",
      null,
      [one("dispute", "warning_needs_response", all), one("dispute", "warning_closed", all)],
      0,
      0,
    ],
    [
      "a refund, then a dispute of the whole",
      null,
      [one("refund", "succeeded", 50_000), one("dispute", "needs_response", all)],
      50_000,
      all - 50_000,
    ],
    [
      "a refund, then a lost dispute of the whole",
      null,
      [one("refund", "succeeded", 50_000), one("dispute", "lost", all)],
      all,
      0,
    ],
    [
      "a credit note outside Stripe",
      { status: "paid", paidMinor: all },
      [one("credit", "issued", 20_000)],
      20_000,
      0,
    ],
    [
      "a credit note that was cancelled",
      { status: "paid", paidMinor: all },
      [one("credit", "void", 20_000)],
      0,
      0,
    ],
    ["an open invoice", open, [], 0, 0],
    ["an open invoice, credited in part", open, [one("credit", "issued", 20_000)], 20_000, 0],
    ["a void invoice", { status: "void", paidMinor: 0 }, [], all, 0],
    [
      "a void invoice that was credited in part",
      { status: "void", paidMinor: 0 },
      [one("credit", "issued", 20_000)],
      all,
      0,
    ],
    ["written off after half was paid", { status: "uncollectible", paidMinor: 57_475 }, [], 57_475, 0],
    [
      "void after half was paid, and that refunded",
      { status: "void", paidMinor: 57_475 },
      [one("refund", "succeeded", 57_475)],
      all,
      0,
    ],
  ])("%s", (_, invoice, reversals, refundedMinor, disputedMinor) => {
    expect(reversalTotals(all, invoice, reversals)).toEqual({ refundedMinor, disputedMinor });
  });

  const kinds = fc.constantFrom(
    "refund succeeded",
    "refund failed",
    "refund pending",
    "dispute needs_response",
    "dispute lost",
    "dispute won",
    "credit issued",
  );
  const some = fc.array(fc.tuple(kinds, fc.integer({ min: 0, max: 2 * all })), { maxLength: 8 });
  test("never more than was paid, never below nothing, whatever the order", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: all }),
        some,
        fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
        (gross, list, random) => {
          const reversals = list.map(([what, amount]) =>
            one(what.split(" ")[0] as Reversal["kind"], what.split(" ")[1] ?? "", amount),
          );
          const shuffled = reversals
            .map((each, place) => ({ each, at: random[place] ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ each }) => each);
          const totals = reversalTotals(gross, null, reversals);
          expect(reversalTotals(gross, null, shuffled)).toEqual(totals);
          expect(totals.refundedMinor).toBeGreaterThanOrEqual(0);
          expect(totals.disputedMinor).toBeGreaterThanOrEqual(0);
          expect(totals.refundedMinor + totals.disputedMinor).toBeLessThanOrEqual(gross);
        },
      ),
    );
  });
});

test("what can still be paid back leaves out what is gone, on its way, disputed or asked for", () => {
  const left = (reversals: Reversal[], askedMinor = 0) =>
    refundableMinor({ paidMinor: all, reversals, askedMinor });
  expect(left([])).toBe(all);
  expect(left([one("refund", "succeeded", 14_950)])).toBe(100_000);
  expect(left([one("refund", "pending", 14_950)])).toBe(100_000);
  expect(left([one("refund", "failed", 14_950)])).toBe(all);
  expect(left([one("dispute", "needs_response", all)])).toBe(0);
  expect(left([one("dispute", "won", all)], 14_950)).toBe(100_000);
});

test("unused hours are worth their share of what was paid, rounded down", () => {
  expect(worthOfUnused(all, 600, 600)).toBe(all);
  expect(worthOfUnused(all, 600, 220)).toBe(42_148);
  expect(worthOfUnused(all, 600, 0)).toBe(0);
  expect(worthOfUnused(all, 600, -20)).toBe(0);
});

test("trust reaches up to the limit and not a minute beyond", () => {
  expect(mayTrust(1200, 600, 600)).toBe(true);
  expect(mayTrust(1200, 601, 600)).toBe(false);
  expect(mayTrust(0, 0, 60)).toBe(false);
});

test.each([
  [{ which: "114950", amount: "" }, ok(114_950)],
  [{ which: "114950", amount: " 1.149,50 " }, ok(114_950)],
  [{ which: "114950", amount: "100" }, refuse("amount-differs")],
  [{ which: "42148", amount: "abc" }, refuse("amount-differs")],
  [{ which: "0", amount: "" }, refuse("amount-wrong")],
  [{ which: "other", amount: "100" }, ok(10_000)],
  [{ which: "other", amount: "0,500" }, refuse("amount-ambiguous")],
  [{ which: "other", amount: "1.149" }, refuse("amount-ambiguous")],
  [{ which: "114900", amount: "1.149" }, refuse("amount-ambiguous")],
  [{ which: "other", amount: "0" }, refuse("amount-wrong")],
  [{ which: "other", amount: "" }, refuse("amount-wrong")],
])("a refund chosen as %j", (choice, answer) => {
  expect(chosenAmount(choice)).toEqual(answer);
});

test("what a refund takes back is said as the ledger does it: in all the share that went back, rounded down", () => {
  const before = { grossMinor: all, minutes: 600, backMinor: 0, takenMinutes: 0, remainingMinutes: 220 };
  expect(hoursToTake(before, 47_500)).toEqual({ takeMinutes: 247, usedMinutes: 27 });
  expect(hoursToTake(before, 1)).toEqual({ takeMinutes: 0, usedMinutes: 0 });
  expect(
    hoursToTake({ ...before, backMinor: 47_500, takenMinutes: 247, remainingMinutes: 0 }, all - 47_500),
  ).toEqual({ takeMinutes: 353, usedMinutes: 353 });
});
