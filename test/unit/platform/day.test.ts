import fc from "fast-check";
import { expect, test } from "vitest";

import { addDays, addMonths, day, daysBetween, isDay } from "#app/platform/day.ts";

test.each([
  ["2026-11-22", true],
  ["2028-02-29", true],
  ["1000-01-01", true],
  ["2999-12-31", true],
  ["2026-02-30", false],
  ["2100-02-29", false],
  ["2000-02-29", true],
  ["2026-04-31", false],
  ["2026-12-31", true],
  ["2026-00-10", false],
  ["2026-01-00", false],
  ["2026-13-01", false],
  ["26-01-01", false],
  ["2026-1-1", false],
  ["", false],
  // The database knows no year 0, and a day after the last of 9999 is no day any more.
  ["0000-05-05", false],
  ["0001-01-01", false],
  ["9999-12-31", false],
])("%s is a day: %s", (text, is) => {
  expect(isDay(text)).toBe(is);
});

test("days and months are added and days counted as Date does", () => {
  const dates = fc.date({ min: new Date("1200-01-01"), max: new Date("2800-12-31"), noInvalidDate: true });
  const dayOf = (date: Date) => day(date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(dates, fc.integer({ min: -800, max: 800 }), (date, number) => {
      const from = dayOf(date);
      const moved = new Date(`${from}T00:00:00Z`);
      moved.setUTCDate(moved.getUTCDate() + number);
      expect(addDays(from, number)).toBe(dayOf(moved));
      expect(daysBetween(from, dayOf(moved))).toBe(number);
      const month = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
      month.setUTCMonth(month.getUTCMonth() + number + 1, 0);
      const last = Math.min(date.getUTCDate(), month.getUTCDate());
      expect(addMonths(from, number)).toBe(`${dayOf(month).slice(0, 8)}${String(last).padStart(2, "0")}`);
    }),
  );
});
