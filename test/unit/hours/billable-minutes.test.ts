import fc from "fast-check";
import { expect, test } from "vitest";

import { billableMinutes, type WorkRule } from "#app/hours/rules/billable-minutes.ts";
import { explainEntry } from "#app/hours/rules/explain.ts";

const rule = (more: Partial<WorkRule> = {}): WorkRule => ({
  minimumMinutes: 0,
  roundingMinutes: 1,
  multiplierPercent: 100,
  free: false,
  ...more,
});

test.each([
  // worked, minimum, rounding, multiplier, free -> after minimum, after rounding, billable
  [1, 0, 1, 100, false, 1, 1, 1],
  [20, 30, 1, 100, false, 30, 30, 30],
  [20, 30, 7, 100, false, 30, 35, 35],
  [30, 30, 15, 100, false, 30, 30, 30],
  [31, 30, 15, 100, false, 31, 45, 45],
  [33, 15, 5, 150, false, 33, 35, 53],
  [31, 15, 5, 150, false, 31, 35, 53],
  [10, 0, 1, 125, false, 10, 10, 13],
  [10, 0, 1, 124, false, 10, 10, 12],
  [60, 0, 1, 0, false, 60, 60, 0],
  [60, 15, 5, 150, true, 60, 60, 0],
  [1440, 30, 15, 1000, false, 1440, 1440, 14_400],
])(
  "%i worked, at least %i, by %i, at %i %%, free %s",
  (
    worked,
    minimumMinutes,
    roundingMinutes,
    multiplierPercent,
    free,
    afterMinimum,
    afterRounding,
    billable,
  ) => {
    expect(billableMinutes(worked, { minimumMinutes, roundingMinutes, multiplierPercent, free })).toEqual({
      worked,
      afterMinimum,
      afterRounding,
      multiplierPercent,
      free,
      billable,
    });
  },
);

const anyRule = fc.record({
  minimumMinutes: fc.integer({ min: 0, max: 240 }),
  roundingMinutes: fc.integer({ min: 1, max: 60 }),
  multiplierPercent: fc.integer({ min: 0, max: 1000 }),
  free: fc.boolean(),
});
const anyWork = fc.integer({ min: 1, max: 1440 });

test("each step only ever adds, by less than one rounding, and the result is whole minutes within half a minute of exact", () => {
  fc.assert(
    fc.property(anyWork, anyRule, (worked, r) => {
      const steps = billableMinutes(worked, r);
      expect(steps.afterMinimum).toBeGreaterThanOrEqual(worked);
      expect(steps.afterRounding - steps.afterMinimum).toBeGreaterThanOrEqual(0);
      expect(steps.afterRounding - steps.afterMinimum).toBeLessThan(r.roundingMinutes);
      expect(steps.afterRounding % r.roundingMinutes).toBe(0);
      expect(Number.isInteger(steps.billable)).toBe(true);
      if (r.free) expect(steps.billable).toBe(0);
      else
        expect(
          Math.abs(steps.billable - (steps.afterRounding * r.multiplierPercent) / 100),
        ).toBeLessThanOrEqual(0.5);
    }),
  );
});

test("more work is never billed less", () => {
  fc.assert(
    fc.property(anyWork, anyWork, anyRule, (a, b, r) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      expect(billableMinutes(less, r).billable).toBeLessThanOrEqual(billableMinutes(more, r).billable);
    }),
  );
});

test("the explanation names only steps that change something, and ends at what is billed", () => {
  fc.assert(
    fc.property(anyWork, anyRule, (worked, r) => {
      const steps = billableMinutes(worked, r);
      const lines = explainEntry(steps, r, []);
      expect(lines[0]).toEqual({ kind: "worked", minutes: worked });
      expect(lines.at(-1)).toEqual({ kind: "billed", minutes: steps.billable });
      expect(lines.at(-2)?.minutes).toBe(steps.billable);
      const changing = lines
        .slice(1, -1)
        .filter((line) => line.kind === "minimum" || line.kind === "rounding");
      changing.forEach((line, index) =>
        expect(line.minutes).toBeGreaterThan(lines[index]?.minutes ?? Number.NaN),
      );
    }),
  );
});

test("blocks that pay stand in the order of drawing, what is not covered is named", () => {
  const steps = billableMinutes(20, rule({ minimumMinutes: 30, roundingMinutes: 7, multiplierPercent: 150 }));
  expect(
    explainEntry(steps, rule({ minimumMinutes: 30, roundingMinutes: 7, multiplierPercent: 150 }), [
      { lotId: 1, minutes: 45, valueMinor: 7125, currency: "EUR" },
      { lotId: null, minutes: 8, valueMinor: 0, currency: "EUR" },
    ]),
  ).toEqual([
    { kind: "worked", minutes: 20 },
    { kind: "minimum", minimumMinutes: 30, minutes: 30 },
    { kind: "rounding", roundingMinutes: 7, minutes: 35 },
    { kind: "multiplier", percent: 150, minutes: 53 },
    { kind: "billed", minutes: 53 },
    { kind: "block", lotId: 1, minutes: 45, valueMinor: 7125, currency: "EUR" },
    { kind: "uncovered", minutes: 8 },
  ]);
});
