import { expect, test } from "vitest";

import { workedMinutes } from "#app/hours/rules/worked-minutes.ts";

test.each([
  [null, null, 35, 35],
  ["09:10", null, 35, 35],
  ["09:10", "09:45", null, 35],
  ["09:10", "09:45", 35, 35],
  ["23:40", "00:15", null, 35],
  [null, null, 1440, 1440],
  [null, null, null, "duration-missing"],
  ["09:10", null, null, "duration-missing"],
  [null, null, 0, "duration-missing"],
  [null, null, 1441, "too-long"],
  [null, "09:45", 35, "end-without-start"],
  ["09:10", "09:10", null, "end-is-start"],
  ["09:10", "09:45", 30, "duration-differs"],
])("start %s, end %s, duration %s: %s", (start, end, duration, expected) => {
  const result = workedMinutes({ start, end, duration });
  expect(result.ok ? result.value : result.refusal).toBe(expected);
});
