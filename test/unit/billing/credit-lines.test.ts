import fc from "fast-check";
import { expect, test } from "vitest";

import { creditLines } from "#app/billing/rules/credit-lines.ts";

test.each([
  ["each line is credited by itself", [-1002, -1002], [1002, 1002]],
  ["what a line costs more comes off the one that gives back most", [-200, 400, -1000], [600, 200]],
  ["a line that is used up is none", [-300, -1000, 1100], [200]],
  ["nothing is left to credit", [-300, 300], []],
  ["more is asked than given back", [-300, 500], []],
])("%s", (_, amounts, credited) => {
  expect(creditLines(amounts.map((amountMinor) => ({ amountMinor }))).map((one) => one.netMinor)).toEqual(
    credited,
  );
});

test("what is credited is what the lines come to, each above 0", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -100_000, max: 100_000 })), (amounts) => {
      const lines = creditLines(amounts.map((amountMinor) => ({ amountMinor })));
      const sum = -amounts.reduce((all, one) => all + one, 0);
      expect(lines.reduce((all, { netMinor }) => all + netMinor, 0)).toBe(Math.max(0, sum));
      expect(lines.every(({ netMinor }) => netMinor > 0)).toBe(true);
    }),
  );
});
