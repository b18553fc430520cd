import { readFileSync } from "node:fs";

import fc from "fast-check";
import { expect, test } from "vitest";

import { runCountingCases } from "#app/commands/parts/counting-cases.ts";
import {
  amountOfMonth,
  countMonth,
  countingRules,
  type CountedLine,
  type Held,
} from "#app/contracts/rules/counting.ts";
import { billableCount, findCliff, findTierProblem, priceOfUnits } from "#app/contracts/rules/line-price.ts";
import { daysIn, firstDayOf } from "#app/contracts/rules/month.ts";
import { splitByWeight } from "#app/contracts/rules/split.ts";
import { addDays, day, type Day } from "#app/platform/day.ts";
import { divideRounded } from "#app/platform/money.ts";

const cases = readFileSync("test/fixtures/counting.json", "utf8");

test.each(runCountingCases(cases).map((one) => [one.id, one] as const))(
  "the case %s holds to the cent",
  (_, one) => {
    expect(one.got).toBe(one.expected);
  },
);

test("a case that doesn't hold, or has another form, is named with what was expected and what came out", () => {
  const [wrong, other] = runCountingCases(
    JSON.stringify({
      cases: [
        { id: "cents", type: "split", totalMinor: 100, weights: [1, 2], expect: { partsMinor: [34, 66] } },
        { id: "odd", type: "guess", expect: {} },
      ],
    }),
  );
  expect(wrong).toEqual({
    id: "cents",
    passed: false,
    expected: '{"partsMinor":[34,66]}',
    got: '{"partsMinor":[33,67]}',
  });
  expect(other).toMatchObject({ id: "odd", passed: false });
});

const anyDay = (from: Day, days: number) => fc.integer({ min: 0, max: days }).map((at) => addDays(from, at));
const start = day("2028-01-10");
const months = fc.constantFrom("2028-01", "2028-02", "2028-03", "2028-04");
const holder: fc.Arbitrary<Held> = fc
  .record({
    unit: fc.constantFrom("a", "b", "c", "d", "e"),
    from: anyDay(start, 120),
    days: fc.option(fc.integer({ min: 0, max: 90 })),
    times: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ unit, from, days, times }) => ({
    unit,
    label: unit,
    from,
    until: days === null ? null : addDays(from, days),
    times,
  }));
const price = fc.oneof(
  fc.integer({ min: 1, max: 9999 }).map((unitMinor) => ({ unitMinor })),
  fc
    .record({
      mode: fc.constantFrom("graduated" as const, "volume" as const),
      a: fc.integer({ min: 1, max: 3 }),
      minor: fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 2, maxLength: 2 }),
    })
    .map(({ mode, a, minor: [first = 1, second = 1] }) => ({
      mode,
      steps: [
        { upTo: a, unitMinor: first },
        { upTo: null, unitMinor: second },
      ],
    })),
);
const line: fc.Arbitrary<CountedLine> = fc
  .record({
    rule: fc.constantFrom(...countingRules),
    snapshotDay: fc.integer({ min: 1, max: 31 }),
    price,
    minimum: fc.integer({ min: 0, max: 5 }),
    included: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ rule, snapshotDay, price: of, minimum, included }) => ({
    rule,
    snapshotDay,
    fixed: false,
    terms: [{ from: day("2028-01-01"), until: null, price: of, minimum, included, quantity: 1 }],
  }));

/** Each day's number, counted by looking at every holder on every day. */
function countByHand(held: readonly Held[], month: string): number[] {
  return Array.from({ length: daysIn(month) }, (_, at) => {
    const on = addDays(firstDayOf(month), at);
    return held
      .filter(({ from, until }) => from <= on && (until === null || on <= until))
      .reduce((all, { times }) => all + times, 0);
  });
}

test("the count equals a count of every day by hand, and the amount follows from it", () => {
  fc.assert(
    fc.property(line, fc.array(holder, { maxLength: 12 }), months, (asked, held, month) => {
      const counts = countByHand(held, month);
      const [terms] = asked.terms;
      if (!terms) throw new Error("no terms");
      const monthly = (count: number) => priceOfUnits(terms.price, billableCount(count, terms));
      const counted = countMonth(asked, held, month);
      expect(amountOfMonth(asked, held, month)).toBe(counted.amountMinor);
      expect(counted.unitDays).toBe(counts.reduce((all, one) => all + one, 0));
      if (asked.rule === "daily") {
        const sum = counts.reduce((all, count) => all + monthly(count), 0);
        expect(counted.amountMinor).toBe(divideRounded(BigInt(sum), BigInt(counts.length)));
      }
      if (asked.rule === "peak") expect(counted.amountMinor).toBe(monthly(Math.max(...counts)));
      if (asked.rule === "snapshot")
        expect(counted.quantity).toBe(counts[Math.min(asked.snapshotDay, counts.length) - 1]);
    }),
    { numRuns: 300 },
  );
});

test("any split of the days in a month, by holder or by version, sums to the whole", () => {
  fc.assert(
    fc.property(
      line,
      fc.array(holder, { maxLength: 8 }),
      months,
      anyDay(start, 110),
      (asked, all, month, at) => {
        const seen = new Set<string>();
        const held = all.filter(({ unit }) => !seen.has(unit) && seen.add(unit));
        const cut = held.flatMap((one) =>
          one.from < at && (one.until === null || at <= one.until)
            ? [
                { ...one, until: addDays(at, -1) },
                { ...one, from: at },
              ]
            : [one],
        );
        const whole = countMonth(asked, held, month);
        const byHolder = countMonth(asked, cut, month);
        expect([byHolder.amountMinor, byHolder.unitDays, byHolder.quantity]).toEqual([
          whole.amountMinor,
          whole.unitDays,
          whole.quantity,
        ]);
        const terms = asked.terms.flatMap((term) => [
          { ...term, until: addDays(at, -1) },
          { ...term, from: at },
        ]);
        if (at > day("2028-01-01"))
          expect(countMonth({ ...asked, terms }, held, month).amountMinor).toBe(whole.amountMinor);
        for (const { rows, amountMinor } of [whole, byHolder]) {
          const parts = rows.map((row) => row.amountMinor);
          if (rows.length > 0 && parts.every((part) => part !== null))
            expect(parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)).toBe(amountMinor);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("a split sums to its amount, below zero too, and no part is a whole unit away from its exact share", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000, max: 1_000_000 }),
      fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 31 }),
      (total, weights) => {
        const sum = weights.reduce((all, one) => all + one, 0);
        fc.pre(sum > 0);
        const parts = splitByWeight(total, weights);
        expect(parts.reduce((all, one) => all + one, 0)).toBe(total);
        for (const [at, part] of parts.entries())
          expect(Math.abs(part - (total * (weights[at] ?? 0)) / sum)).toBeLessThan(1);
      },
    ),
  );
});

test("a price list needs rising steps, an open end and prices above 0; a volume list's cliff is named", () => {
  const steps = [
    { upTo: 10, unitMinor: 5000 },
    { upTo: null, unitMinor: 4500 },
  ];
  expect(findTierProblem(steps)).toBeNull();
  expect(findTierProblem([])).toBe("no-steps");
  expect(findTierProblem([{ upTo: 10, unitMinor: 5000 }])).toBe("not-open");
  expect(
    findTierProblem([
      { upTo: 10, unitMinor: 1 },
      { upTo: 10, unitMinor: 1 },
      { upTo: null, unitMinor: 1 },
    ]),
  ).toBe("not-rising");
  expect(findTierProblem([{ upTo: null, unitMinor: 0 }])).toBe("price-wrong");
  expect(findCliff({ mode: "volume", steps })).toBe(11);
  expect(findCliff({ mode: "graduated", steps })).toBeNull();
});

const bare = { quantity: 1, minimum: 0, included: 0 };
const halves = [
  { ...bare, from: day("2026-10-01"), until: day("2026-10-14"), price: { unitMinor: 10_000 } },
  { ...bare, from: day("2026-10-15"), until: day("2026-10-31"), price: { unitMinor: 12_000 } },
];

test.each([
  [{}, 32_000],
  [{ included: 1 }, 22_000],
  [{ minimum: 4 }, 44_000],
])("each job has the price of its day, with %j", (bounds, amountMinor) => {
  const jobs = ["2026-10-14", "2026-10-15"].flatMap((on) =>
    (on === "2026-10-14" ? ["a", "b"] : ["c"]).map((unit) => ({
      ...{ unit, label: unit, from: day(on), until: day(on), times: 1 },
    })),
  );
  const terms = halves.map((one) => ({ ...one, ...bounds }));
  const line = { rule: "whole-month", snapshotDay: 31, fixed: false, each: true, terms } as const;
  expect(countMonth(line, jobs, "2026-10")).toMatchObject({ quantity: 3, amountMinor });
});

test.each([
  [25, 10],
  [10, 25],
])("of %i bought first and %i later, a whole month counts the most", (first, later) => {
  const bought = [
    { unit: "p", label: "p", from: day("2026-01-01"), until: day("2026-10-14"), times: first },
    { unit: "p", label: "p", from: day("2026-10-15"), until: null, times: later },
  ];
  const terms = [{ ...bare, from: day("2026-10-01"), until: null, price: { unitMinor: 100 } }];
  const line = { rule: "whole-month", snapshotDay: 31, fixed: false, terms } as const;
  const { quantity, amountMinor, rows } = countMonth(line, bought, "2026-10");
  expect([quantity, amountMinor]).toEqual([25, 2500]);
  expect(rows.map((row) => row.amountMinor)).toEqual([first === 25 ? 2500 : 0, later === 25 ? 2500 : 0]);
});
