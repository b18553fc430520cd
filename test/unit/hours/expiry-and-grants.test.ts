import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ideasFor, warningStep } from "#app/hours/rules/expiry-warnings.ts";
import { dueGrants, settingFor, type GrantSetting } from "#app/hours/rules/monthly-grant.ts";
import { sortRunway, type Runway } from "#app/hours/runway/runway-list.ts";
import { addDays, day } from "#app/platform/day.ts";

describe("warnings before a block lapses", () => {
  const lastDay = day("2026-12-31");
  test.each([
    [31, null],
    [30, 30],
    [29, 30],
    [8, 30],
    [7, 7],
    [2, 7],
    [1, 1],
    [0, 1],
    [-1, null],
  ])("%i days ahead: %s", (left, step) => {
    expect(warningStep({ since: day("2026-01-01"), lastDay }, addDays(lastDay, -left))).toBe(step);
  });

  test("a month's hours don't announce their end on the day that they come", () => {
    const month = { since: day("2026-12-01"), lastDay };
    expect(warningStep(month, day("2026-12-01"))).toBeNull();
    expect(warningStep(month, day("2026-12-24"))).toBe(7);
  });

  test("ideas fit into what lapses, and there is always one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (minutes) => {
        const ideas = ideasFor(minutes);
        expect(ideas.length).toBeGreaterThan(0);
        expect(ideas.length).toBeLessThanOrEqual(3);
        if (minutes >= 30) expect(ideas.every((idea) => idea.minutes <= minutes)).toBe(true);
      }),
    );
  });
});

describe("a month's included hours", () => {
  const setting = (more: Partial<GrantSetting> = {}): GrantSetting => ({
    minutes: 240,
    rolloverMonths: 0,
    fromMonth: day("2026-01-01"),
    ...more,
  });
  test.each([
    ["on the first day", [setting()], [], "2026-03-01", [["2026-03-01", "2026-04-01"]]],
    ["once", [setting()], ["2026-03-01"], "2026-03-31", []],
    ["not before it begins", [setting({ fromMonth: day("2026-04-01") })], [], "2026-03-31", []],
    [
      "with rollover the missed months come along",
      [setting({ rolloverMonths: 2 })],
      ["2025-12-01"],
      "2026-04-10",
      [
        ["2026-02-01", "2026-05-01"],
        ["2026-03-01", "2026-06-01"],
        ["2026-04-01", "2026-07-01"],
      ],
    ],
    ["without it a missed month is gone", [setting()], [], "2026-04-10", [["2026-04-01", "2026-05-01"]]],
    ["ended", [setting(), setting({ minutes: 0, fromMonth: day("2026-03-01") })], [], "2026-04-10", []],
    [
      "over a year's end",
      [setting({ rolloverMonths: 1 })],
      ["2026-11-01"],
      "2026-12-31",
      [["2026-12-01", "2027-02-01"]],
    ],
  ] as const)("%s", (_name, settings, given, today, expected) => {
    expect(
      dueGrants(settings, new Set<string>(given), day(today)).map(({ month, expiresOn }) => [
        month,
        expiresOn,
      ]),
    ).toEqual(expected);
  });

  test("the latest setting of a month holds, also when an earlier month was set after it", () => {
    const settings = [
      setting({ minutes: 60, fromMonth: day("2026-05-01") }),
      setting({ minutes: 90, fromMonth: day("2026-04-01") }),
    ];
    expect(settingFor(settings, day("2026-05-01"))?.minutes).toBe(90);
    expect(settingFor(settings, day("2026-03-01"))).toBeNull();
  });

  test("whatever was given, no month is due twice, and all that is due still counts", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 800 }),
        (rolloverMonths, after) => {
          const today = addDays(day("2026-01-01"), after);
          const due = dueGrants([setting({ rolloverMonths })], new Set(), today);
          expect(new Set(due.map(({ month }) => month)).size).toBe(due.length);
          expect(due.every((grant) => grant.month <= today && grant.expiresOn > today)).toBe(true);
          expect(
            dueGrants([setting({ rolloverMonths })], new Set<string>(due.map(({ month }) => month)), today),
          ).toEqual([]);
        },
      ),
    );
  });
});

test("below zero first, the deepest on top; then who is low; then who runs out soonest", () => {
  const row = (name: string, netMinutes: number, emptyOn: string | null): Runway => ({
    name,
    netMinutes,
    level: netMinutes < 0 ? "negative" : netMinutes <= 120 ? "low" : "good",
    emptyOn: emptyOn === null ? null : day(emptyOn),
    perMonthMinutes: null,
    nextExpiryOn: null,
  });
  const rows = [
    row("d", 50, null),
    row("c", 900, "2026-12-24"),
    row("b", -10, null),
    row("a", -90, null),
    row("e", 300, "2026-12-01"),
  ];
  expect(sortRunway(rows, null).map(({ name }) => name)).toEqual(["a", "b", "d", "e", "c"]);
  expect(sortRunway(rows, { by: "client", down: false }).map(({ name }) => name)).toEqual([
    "a",
    "b",
    "c",
    "d",
    "e",
  ]);
});
