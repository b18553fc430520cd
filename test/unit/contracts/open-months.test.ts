import { expect, test } from "vitest";

import { canBeInvoiced, findMonthBefore } from "#app/contracts/rules/open-months.ts";
import { day } from "#app/platform/day.ts";

import { aContract } from "./contract.ts";

test.each([
  ["made before, in force then", aContract("2026-08-10", null), "2026-08-01", null, [], "2026-08"],
  ["of a few days within a month", aContract("2026-08-10", "2026-08-20"), "2026-08-01", null, [], "2026-08"],
  ["made in the portal only now", aContract("2025-01-01", null), "2026-10-05", null, [], null],
  ["after a month that is closed", aContract("2025-01-01", null), "2025-01-01", "2026-09", [], null],
  ["with a month left out", aContract("2025-01-01", null), "2025-01-01", "2026-07", [], "2026-08"],
  [
    "of hours alone, of which none were worked",
    aContract("2025-01-01", null, "hours"),
    "2025-01-01",
    "2026-07",
    [],
    null,
  ],
  [
    "with an amount on an earlier month",
    aContract("2026-10-01", null),
    "2026-10-01",
    null,
    ["2026-09"],
    "2026-09",
  ],
  [
    "with an amount on a closed month",
    aContract("2026-10-01", null),
    "2026-10-01",
    "2026-09",
    ["2026-09"],
    null,
  ],
] as const)(
  "before October is closed, of a contract %s: %#",
  (_, one, made, lastClosed, adjusted, expected) => {
    const madeOn = new Map([["c", day(made)]]);
    expect(
      findMonthBefore({ month: "2026-10", lastClosed, contracts: [one], madeOn, adjusted, work: [] }),
    ).toBe(expected);
  },
);

const hours = aContract("2025-01-01", null, "hours");
test.each([
  ["work of a month before", hours, "2025-01-01", "2026-07", ["2026-08-31", "2026-09-01"], "2026-08"],
  ["no work but its own", hours, "2025-01-01", "2026-07", ["2026-10-01"], null],
  ["work of a closed month", hours, "2025-01-01", "2026-07", ["2026-07-31"], null],
  ["work from before it was made here", hours, "2026-10-05", null, ["2026-09-30"], null],
  [
    "work after its last day",
    aContract("2025-01-01", "2026-08-15", "hours"),
    "2025-01-01",
    "2026-07",
    ["2026-08-16"],
    null,
  ],
  [
    "work that it has no line for",
    aContract("2026-10-01", null),
    "2026-10-01",
    "2026-07",
    ["2026-08-16"],
    null,
  ],
] as const)(
  "before October is closed, of a contract for hours with %s: %#",
  (_, one, made, lastClosed, days, expected) => {
    const work = days.map((on) => ({ title: "Werk", workedOn: day(on), minutes: 30 }));
    const facts = { month: "2026-10", lastClosed, contracts: [one], madeOn: new Map([["c", day(made)]]) };
    expect(findMonthBefore({ ...facts, adjusted: [], work })).toBe(expected);
  },
);

test.each([
  ["2026-11", ["2026-10"], true],
  ["2026-10", [], true],
  ["2026-10", ["2026-10"], true],
  ["2025-11", ["2025-11", "2026-10"], true],
  ["2024-10", ["2024-10", "2026-10"], true],
  ["2024-09", ["2024-10", "2026-10"], false],
  ["2026-09", ["2026-10"], false],
])("work of %s with %j closed can still be invoiced: %s", (month, closed, expected) => {
  expect(canBeInvoiced(month, closed)).toBe(expected);
});
