import fc from "fast-check";
import { expect, test } from "vitest";

import { contractRecurring, prepaidRecurring } from "#app/conversion/rules/recurring.ts";

const bought = (month: string, soldMinor: number, refundedMinor = 0) => ({ month, soldMinor, refundedMinor });

test.each([
  [
    "two blocks in two months, signed",
    true,
    [bought("2026-01", 95_000), bought("2026-07", 95_000)],
    15_833,
    "prepaid",
  ],
  ["the same, unsigned", false, [bought("2026-01", 95_000), bought("2026-07", 95_000)], 0, "unsigned"],
  ["two blocks in one month", true, [bought("2026-01", 190_000)], 0, "bought-once"],
  [
    "all of it went back",
    true,
    [bought("2026-01", 95_000), bought("2026-02", 95_000, 190_000)],
    0,
    "bought-nothing",
  ],
  [
    "a part went back",
    true,
    [bought("2026-01", 95_000), bought("2026-02", 95_000, 10_000)],
    15_000,
    "prepaid",
  ],
  ["nothing", true, [], 0, "bought-nothing"],
] as const)("prepaid hours: %s", (_, isSigned, rows, monthlyMinor, reason) => {
  expect(prepaidRecurring(isSigned, rows)).toEqual({ monthlyMinor, reason });
});

test("a contract counts its lines that come back each month, and nothing else", () => {
  const line = (amountMinor: number, kind: string, counts?: string) => ({
    amountMinor,
    detail: { kind, ...(counts !== undefined && { counts }) },
  });
  const lines = [
    line(100_000, "count", "seat"),
    line(25_000, "count", "fixed"),
    line(40_000, "count", "once"),
    line(9000, "count", "job"),
    line(7000, "hours"),
    line(-5000, "correction"),
  ];
  expect(contractRecurring(lines)).toEqual({ monthlyMinor: 125_000, reason: "contract" });
});

test("a year of recurring revenue is never more than what was bought and kept", () => {
  const month = fc.integer({ min: 1, max: 12 }).map((number) => `2026-${String(number).padStart(2, "0")}`);
  const row = fc.record({
    month,
    soldMinor: fc.integer({ min: 0, max: 10_000_000 }),
    refundedMinor: fc.integer({ min: 0, max: 10_000_000 }),
  });
  fc.assert(
    fc.property(fc.array(row), fc.boolean(), (rows, isSigned) => {
      const net = rows.reduce((sum, { soldMinor, refundedMinor }) => sum + soldMinor - refundedMinor, 0);
      const { monthlyMinor } = prepaidRecurring(isSigned, rows);
      expect(monthlyMinor * 12).toBeLessThanOrEqual(Math.max(net, 0));
      expect(monthlyMinor).toBeGreaterThanOrEqual(0);
    }),
  );
});
