import fc from "fast-check";
import { expect, test } from "vitest";

import { costOf, needsSignature, type PricedLine } from "#app/contracts/rules/price-rise.ts";

const seat: PricedLine = {
  ...{ key: "a", counts: "seat", typeId: null, price: { unitMinor: 5000 }, quantity: 1 },
  ...{ minimum: 5, included: 0, rule: "daily", snapshotDay: 31 },
};
const snapshot: PricedLine = { ...seat, rule: "snapshot" };
const hours: PricedLine = { ...seat, key: "h", counts: "hours", minimum: 0 };
const fixed: PricedLine = { ...seat, key: "b", counts: "fixed", quantity: 20, minimum: 0 };
const special: PricedLine = { ...seat, key: "c", typeId: "special" };

test.each<[string, PricedLine[], PricedLine[], boolean]>([
  ["the same lines", [seat, fixed], [seat, fixed], false],
  ["a higher price", [seat], [{ ...seat, price: { unitMinor: 5001 } }], true],
  ["a lower price", [seat], [{ ...seat, price: { unitMinor: 4999 } }], false],
  ["a higher minimum", [seat], [{ ...seat, minimum: 6 }], true],
  ["fewer included", [{ ...seat, included: 2 }], [{ ...seat, included: 1 }], true],
  ["more of a fixed number", [fixed], [{ ...fixed, quantity: 21 }], true],
  [
    "less of it at a higher price, in all no more",
    [fixed],
    [{ ...fixed, quantity: 10, price: { unitMinor: 9000 } }],
    false,
  ],
  ["a further line", [seat], [seat, fixed], true],
  ["a line gone", [seat, fixed], [seat], false],
  ["a line gone whose units another counts then", [seat, special], [seat], true],
  ["another day of a snapshot", [snapshot], [{ ...snapshot, snapshotDay: 1 }], true],
  ["another day that no rule reads", [seat], [{ ...seat, snapshotDay: 1 }], false],
  ["a line for hours gone, so that work goes at a block's price", [seat, hours], [seat], true],
  ["another way of counting", [seat], [{ ...seat, rule: "peak" }], true],
  [
    "a step that costs more above ten",
    [seat],
    [
      {
        ...seat,
        price: {
          mode: "graduated",
          steps: [
            { upTo: 10, unitMinor: 4000 },
            { upTo: null, unitMinor: 5001 },
          ],
        },
      },
    ],
    true,
  ],
])("%s", (_, before, after, rises) => {
  expect(needsSignature("on-rise", before, after)).toBe(rises);
  expect(needsSignature("always", before, after)).toBe(true);
  expect(needsSignature("none", before, after)).toBe(false);
});

const price = fc.oneof(
  fc.record({ unitMinor: fc.integer({ min: 1, max: 100 }) }),
  fc
    .record({
      mode: fc.constantFrom("graduated" as const, "volume" as const),
      edge: fc.integer({ min: 1, max: 20 }),
      low: fc.integer({ min: 1, max: 100 }),
      high: fc.integer({ min: 1, max: 100 }),
    })
    .map(({ mode, edge, low, high }) => ({
      mode,
      steps: [
        { upTo: edge, unitMinor: low },
        { upTo: null, unitMinor: high },
      ],
    })),
);
const line = fc
  .record({ price, minimum: fc.integer({ min: 0, max: 15 }), included: fc.integer({ min: 0, max: 15 }) })
  .map((own): PricedLine => ({ ...seat, ...own }));

test("a change that needs no signature costs no more, whatever the count", () => {
  fc.assert(
    fc.property(line, line, (before, after) => {
      const counts = Array.from({ length: 60 }, (_, count) => count);
      const isDearer = counts.some((count) => costOf(after, count) > costOf(before, count));
      if (isDearer) expect(needsSignature("on-rise", [before], [after])).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
