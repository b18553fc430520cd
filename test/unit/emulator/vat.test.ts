import fc from "fast-check";
import { expect, test } from "vitest";
import { lineAmounts } from "#test/emulator/resources/vat.ts";

const rate = (percentage: number, inclusive: boolean) => ({
  id: "txr_1",
  percentage,
  inclusive,
  metadata: {},
});

test.each([
  [50, 21, false, 11, 61],
  [95_000, 21, false, 19_950, 114_950],
  [12_100, 21, true, 2100, 12_100],
  [1000, 25.5, false, 255, 1255],
])("%i at %d %% (included: %s) bears %i", (amount, percentage, inclusive, tax, total) => {
  expect(lineAmounts(amount, [rate(percentage, inclusive)], "none")).toMatchObject({ tax, total });
});

test("tax is never more than half a cent away from the exact, and reverse charge bears none", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 99_999_999 }),
      fc.integer({ min: 0, max: 3000 }),
      (amount, hundredths) => {
        const { tax, total } = lineAmounts(amount, [rate(hundredths / 100, false)], "none");
        expect(Math.abs(tax * 10_000 - amount * hundredths)).toBeLessThanOrEqual(5000);
        expect(total).toBe(amount + tax);
        expect(lineAmounts(amount, [rate(hundredths / 100, false)], "reverse")).toMatchObject({
          tax: 0,
          total: amount,
        });
      },
    ),
  );
});
