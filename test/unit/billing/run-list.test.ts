import fc from "fast-check";
import { expect, test } from "vitest";

import { cutRun, mostRunRows, runFilters } from "#app/billing/rules/run-list.ts";

const row = fc.record({
  state: fc.constantFrom("draft", "closed", "asked", "open", "paid", "void"),
  oddities: fc.constantFrom([], ["odd"]),
  failure: fc.constantFrom(null, "card_declined"),
  totalMinor: fc.integer({ min: -500, max: 100_000 }),
  currency: fc.constantFrom("EUR", "CHF"),
});

test("the pages of a part hold each of its rows once, and its totals are theirs", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 450 }), fc.constantFrom(...runFilters), (rows, filter) => {
      const first = cutRun(rows, filter, 1);
      const all = Array.from({ length: first.pages }, (_, at) => cutRun(rows, filter, at + 1).rows).flat();
      expect(all).toHaveLength(first.counts[filter]);
      expect(first.rows.length).toBeLessThanOrEqual(mostRunRows);
      expect(new Set(all).size).toBe(all.length);
      const sum = (minors: number[]) => minors.reduce((total, minor) => total + minor, 0);
      for (const { currency, totalMinor } of first.totals)
        expect(totalMinor).toBe(
          sum(all.filter((one) => one.currency === currency).map((one) => one.totalMinor)),
        );
      expect(cutRun(rows, filter, 999).page).toBe(first.pages);
    }),
    { numRuns: 30 },
  );
});
