import fc from "fast-check";
import { expect, test } from "vitest";

import { hoursQuery, readHoursFilter } from "#app/hours/rules/hours-filter.ts";
import { day } from "#app/platform/day.ts";

const today = day("2026-11-22");
const read = (query: string) => readHoursFilter(new URLSearchParams(query), today);

test.each([
  ["", { period: "year", from: "2025-11-23", to: null, page: 1 }],
  ["period=month", { period: "month", from: "2026-11-01", to: null }],
  ["period=last-month", { period: "last-month", from: "2026-10-01", to: "2026-10-31" }],
  ["period=quarter", { period: "quarter", from: "2026-08-23", to: null }],
  ["period=all", { period: "all", from: null, to: null }],
  ["from=2026-02-01", { period: "custom", from: "2026-02-01", to: null }],
  ["period=month&from=2026-02-01&to=2026-02-28", { period: "custom", from: "2026-02-01", to: "2026-02-28" }],
  ["from=2026-02-28&to=2026-02-01", { period: "custom", from: "2026-02-01", to: "2026-02-28" }],
  [
    "period=nonsense&from=2026-02-30&request=1&person=x&block=-1&nature=odd&page=0",
    { period: "year", requestId: null, engineerId: null, lotId: null, nature: null, page: 1 },
  ],
  ["block=2&nature=proactive&page=3", { lotId: 2, nature: "proactive", page: 3 }],
])("%s", (query, expected) => {
  expect(read(query)).toMatchObject(expected);
});

test("what an address says survives the way through the filter", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("period=month", "period=all", "from=2026-01-02&to=2026-03-04", "to=2026-03-04"),
      fc.option(fc.uuid()),
      fc.option(fc.integer({ min: 1, max: 999 })),
      fc.integer({ min: 1, max: 99 }),
      (span, request, block, page) => {
        const filter = read(
          `${span}${request ? `&request=${request}` : ""}${block ? `&block=${block}` : ""}&page=${page}`,
        );
        expect(read(hoursQuery(filter, { page }))).toEqual(filter);
        expect(read(hoursQuery(filter, { nature: "proactive" })).page).toBe(1);
      },
    ),
  );
});
