import fc from "fast-check";
import { expect, test } from "vitest";

import { decreaseWindow } from "#app/people/rules/decrease-window.ts";
import { termOfOneMore, windowOn } from "#app/people/rules/licence-acts.ts";
import { emptyRecords, type Pool, type Roster } from "#app/people/rules/roster.ts";
import { poolsToLower, poolsToRaise } from "#app/people/rules/standard-changes.ts";
import { addDays, day } from "#app/platform/day.ts";

test.each([
  ["a year's first day", 12, 7, "2026-12-31", "2026-01-01", "open", "2026-01-01", "2026-01-07"],
  ["the last of seven days", 12, 7, "2026-12-31", "2026-01-07", "open", "2026-01-07", "2026-01-07"],
  ["the day after them", 12, 7, "2026-12-31", "2026-01-08", "closed", "2027-01-01", "2026-12-31"],
  ["a year's last day", 12, 7, "2026-12-31", "2026-12-31", "closed", "2027-01-01", "2026-12-31"],
  ["a term that went on", 12, 7, "2026-12-31", "2027-01-03", "open", "2027-01-03", "2027-01-07"],
  ["a term that went on twice", 12, 7, "2024-12-31", "2026-03-01", "closed", "2027-01-01", "2026-12-31"],
  ["no window at all", 12, null, "2026-12-31", "2026-01-01", "closed", "2027-01-01", "2026-12-31"],
  ["a window of no days", 12, 0, "2026-12-31", "2026-01-01", "closed", "2027-01-01", "2026-12-31"],
  ["a month", 1, 7, "2026-11-30", "2026-12-09", "closed", "2027-01-01", "2026-12-31"],
  ["a month from the 31st on", 1, 7, "2026-01-30", "2026-03-01", "open", "2026-03-01", "2026-03-07"],
  ["a month from the 31st on, later", 1, 7, "2026-01-30", "2026-03-09", "closed", "2026-03-31", "2026-03-30"],
  ["a window beyond its term", 1, 40, "2026-11-30", "2026-11-30", "open", "2026-11-30", "2026-11-30"],
  ["a known end beyond a term", 12, 7, "2029-01-31", "2026-06-01", "closed", "2029-02-01", "2029-01-31"],
] as const)("%s", (_, termMonths, decreaseDays, knownEnd, on, state, earliestOn, decideBy) => {
  expect(decreaseWindow({ termMonths, decreaseDays }, day(knownEnd), day(on))).toMatchObject({
    ...{ isOpen: state === "open", earliestOn, decideBy },
  });
});

test("whatever the terms: an open window has a day left, a closed one opens with the next term", () => {
  const days = fc.nat(1500).map((at) => addDays(day("2024-01-01"), at));
  const terms = fc.record({
    termMonths: fc.constantFrom(1, 12, 36),
    decreaseDays: fc.option(fc.nat(60)),
  });
  fc.assert(
    fc.property(terms, days, days, (vendor, end, on) => {
      const { isOpen, earliestOn, decideBy, termEndsOn } = decreaseWindow(vendor, end, on);
      expect(on <= decideBy && decideBy <= termEndsOn).toBe(true);
      expect(earliestOn).toBe(isOpen ? on : addDays(termEndsOn, 1));
    }),
  );
});

const product = { id: "p", termMonths: 12, decreaseDays: 7 };
const rosterOf = (pools: Pool[], assigned = 0): Roster => ({
  ...emptyRecords,
  pools,
  assignment: Array.from({ length: assigned }, (_, at) => ({
    ...{ id: String(at), productId: "p", employeeId: String(at), mailbox: null },
    ...{ startsOn: day("2026-01-01"), endsOn: null },
  })),
});
const pool = (quantity: number, termEndsOn: string | null): Pool => ({
  ...{ productId: "p", quantity, startsOn: day("2026-01-01") },
  termEndsOn: termEndsOn === null ? null : day(termEndsOn),
});
const march = day("2026-03-10");

test("the first licence begins a term of its own, one more joins the term that runs; an unknown term stays unknown", () => {
  expect(termOfOneMore(rosterOf([]), product, march)).toBe("2027-03-09");
  expect(termOfOneMore(rosterOf([pool(0, null)]), product, march)).toBe("2027-03-09");
  expect(termOfOneMore(rosterOf([pool(2, "2025-12-31")]), product, march)).toBe("2026-12-31");
  expect(termOfOneMore(rosterOf([pool(2, null)]), product, march)).toBe(null);
  expect(windowOn(rosterOf([pool(2, null)]), product, march)).toBe(null);
  const raised = { productId: "p", quantity: 3, startsOn: march, termEndsOn: "2026-12-31" };
  expect(poolsToRaise(rosterOf([pool(2, "2026-12-31")], 2), ["p"], [product], march)).toEqual([raised]);
});

test.each([
  ["in the window, one is with nobody", "2026-03-07", pool(3, "2027-03-04"), 2, 2],
  ["after the window", "2026-03-12", pool(3, "2027-03-04"), 2, null],
  ["all are with somebody", "2026-03-07", pool(2, "2027-03-04"), 2, null],
  ["the term is not known", "2026-03-07", pool(3, null), 2, null],
] as const)("one is given back: %s", (_, on, bought, assigned, quantity) => {
  const lowered = poolsToLower(rosterOf([bought], assigned), ["p", "p", "q"], [product], day(on));
  expect(lowered.map((one) => one.quantity)).toEqual(quantity === null ? [] : [quantity]);
});
