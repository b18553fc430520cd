import { expect, test } from "vitest";

import { lastDayOf, lastsUntil } from "#app/billing/rules/validity.ts";
import { day } from "#app/platform/day.ts";

test("a block of twelve months is good until the same day next year, that day included", () => {
  expect(lastDayOf(day("2026-11-22"), 12)).toBe("2027-11-22");
  expect(lastDayOf(day("2028-02-29"), 12)).toBe("2029-02-28");
});

test.each([
  [600, 110, "2027-05-06"],
  [600, 0, null],
  [0, 110, null],
  [600, 40, null],
])("%i minutes at %i a month last until %s", (minutes, pace, until) => {
  expect(lastsUntil(day("2026-11-22"), minutes, pace, day("2027-11-22"))).toBe(until);
});
