import { expect, test } from "vitest";

import { isDay } from "#app/platform/day.ts";

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
