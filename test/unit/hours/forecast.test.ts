import fc from "fast-check";
import { expect, test } from "vitest";

import { forecast, type PaceInput } from "#app/hours/rules/forecast.ts";
import { addDays, day } from "#app/platform/day.ts";

const today = day("2026-11-22");
const pace = (more: Partial<PaceInput> = {}): PaceInput => ({
  today,
  availableMinutes: 220,
  usedMinutes: 370,
  usedEntries: 12,
  since: day("2026-05-01"),
  validUntil: day("2027-08-14"),
  ...more,
});

test.each([
  ["a steady pace over 90 days", pace(), { perMonthMinutes: 125, emptyOn: "2027-01-14", lapses: false }],
  [
    "a young client's pace counts from its first day",
    pace({ since: day("2026-10-24"), usedMinutes: 60, usedEntries: 3 }),
    { perMonthMinutes: 61, emptyOn: "2027-03-12", lapses: false },
  ],
  [
    "a block that lapses first",
    pace({ validUntil: day("2026-12-01") }),
    { perMonthMinutes: 125, emptyOn: null, lapses: true },
  ],
  [
    "a block that never expires",
    pace({ validUntil: null }),
    { perMonthMinutes: 125, emptyOn: "2027-01-14", lapses: false },
  ],
  [
    "hours for years",
    pace({ availableMinutes: 60_000, validUntil: null }),
    { perMonthMinutes: 125, emptyOn: null, lapses: false },
  ],
  ["nothing left", pace({ availableMinutes: 0 }), { perMonthMinutes: 125, emptyOn: null, lapses: false }],
  ["too few entries", pace({ usedEntries: 2 }), null],
  ["too short a history", pace({ since: day("2026-11-03") }), null],
  ["only free work", pace({ usedMinutes: 0 }), null],
])("%s", (_name, input, expected) => {
  expect(forecast(input)).toEqual(expected);
});

test("the forecast day never lies in the past, and more hours never run out sooner", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 0, max: 5000 }),
      fc.integer({ min: 1, max: 9000 }),
      fc.integer({ min: 20, max: 400 }),
      (available, more, used, age) => {
        const input = pace({
          availableMinutes: available,
          usedMinutes: used,
          since: addDays(today, -age),
          validUntil: null,
        });
        const sooner = forecast(input)?.emptyOn ?? null;
        const later = forecast({ ...input, availableMinutes: available + more })?.emptyOn ?? null;
        if (sooner !== null) expect(sooner >= today).toBe(true);
        if (sooner !== null && later !== null) expect(later >= sooner).toBe(true);
      },
    ),
  );
});
