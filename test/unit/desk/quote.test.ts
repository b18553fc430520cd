import { describe, expect, test } from "vitest";

import { isWeekday, proratedMinor, workdaysBetween, workdaysLater } from "#app/desk/rules/quote.ts";
import { day } from "#app/platform/day.ts";

const today = day("2026-11-30");

describe("days and prices", () => {
  test.each([
    ["2026-11-30", true],
    ["2026-11-28", false],
    ["2026-11-29", false],
    ["2023-12-29", true],
  ])("%s is a working day: %s", (text_, expected) => {
    expect(isWeekday(day(text_))).toBe(expected);
  });

  test("a working day after Friday is Monday", () => {
    expect(workdaysLater(day("2026-11-27"), 1)).toBe("2026-11-30");
    expect(workdaysBetween(day("2026-11-27"), day("2026-12-01"))).toBe(2);
  });

  test.each([
    ["2026-11-30", 3000, 100],
    ["2026-11-01", 3000, 3000],
    ["2026-12-01", 3000, 0],
    ["2026-11-16", 2160, 1080],
  ])("from %s, of %i a month: %i this month", (from, monthly, expected) => {
    expect(proratedMinor(monthly, day(from), today)).toBe(expected);
  });
});
