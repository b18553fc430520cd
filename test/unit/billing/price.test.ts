import fc from "fast-check";
import { expect, test } from "vitest";

import { priceBlock, savingMinor } from "#app/billing/rules/price.ts";

test.each([
  [600, 9500, 2100, { netMinor: 95_000, vatMinor: 19_950, grossMinor: 114_950 }],
  [1200, 8500, 2100, { netMinor: 170_000, vatMinor: 35_700, grossMinor: 205_700 }],
  [1200, 8500, 1900, { netMinor: 170_000, vatMinor: 32_300, grossMinor: 202_300 }],
  [1800, 8500, 0, { netMinor: 255_000, vatMinor: 0, grossMinor: 255_000 }],
  [60, 50, 2100, { netMinor: 50, vatMinor: 11, grossMinor: 61 }],
])("%i minutes at %i per hour, VAT %i", (minutes, price, rate, expected) => {
  expect(priceBlock(minutes, price, rate)).toEqual(expected);
});

test("VAT is within half a cent of the exact figure, halves go up", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 0, max: 2700 }),
      (hours, price, rate) => {
        const { netMinor, vatMinor, grossMinor } = priceBlock(hours * 60, price, rate);
        expect(netMinor).toBe(hours * price);
        expect(grossMinor).toBe(netMinor + vatMinor);
        const off = vatMinor * 10_000 - netMinor * rate;
        expect(off > -5000 && off <= 5000).toBe(true);
      },
    ),
  );
});

test("savings are counted against the smallest block", () => {
  const catalogue = [
    { minutes: 600, pricePerHourMinor: 9500 },
    { minutes: 1200, pricePerHourMinor: 8500 },
    { minutes: 1800, pricePerHourMinor: 9900 },
  ];
  expect(catalogue.map((block) => savingMinor(block, catalogue))).toEqual([0, 20_000, 0]);
});
