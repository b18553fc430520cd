import { expect, test } from "vitest";

import type { Contract } from "#app/contracts/rules/contract.ts";
import { findHoursLine, hoursLines } from "#app/contracts/rules/hours-line.ts";
import { day } from "#app/platform/day.ts";

import { aContract } from "./contract.ts";

const hours = (id: string, startsOn: string, endsOn: string | null): Contract => ({
  ...aContract(startsOn, endsOn, "hours"),
  id,
});
const work = (on: string, minutes: number) => ({ title: "Werk", workedOn: day(on), minutes });

test.each([
  ["goes on", [hours("a", "2026-01-01", null)], ["a", "2026-07-31"]],
  ["ends with the month", [hours("a", "2026-01-01", "2026-07-31")], ["a", "2026-07-31"]],
  ["ends within it", [hours("a", "2026-01-01", "2026-07-15")], ["a", "2026-07-15"]],
  ["begins and ends within it", [hours("a", "2026-07-03", "2026-07-04")], ["a", "2026-07-04"]],
  ["ended before it", [hours("a", "2026-01-01", "2026-06-30")], null],
  ["begins after it", [hours("a", "2026-08-01", null)], null],
  [
    "is followed by another",
    [hours("a", "2026-01-01", "2026-07-15"), hours("b", "2026-07-16", null)],
    ["b", "2026-07-31"],
  ],
  [
    "is the first of two that go on",
    [hours("a", "2026-01-01", null), hours("b", "2026-01-01", null)],
    ["a", "2026-07-31"],
  ],
  [
    "has a line for hours where the one that goes on has none",
    [hours("a", "2026-01-01", "2026-07-15"), aContract("2026-01-01", null)],
    ["a", "2026-07-15"],
  ],
] as const)("the hours of July are on the line of a contract that %s", (_, contracts, expected) => {
  const found = findHoursLine(contracts, "2026-07");
  expect(found && [found.contractId, found.until]).toEqual(expected);
});

test("work after the last day of a contract is not on its line", () => {
  const lines = hoursLines([hours("a", "2026-01-01", "2026-07-15")], "2026-07", [
    work("2026-06-30", 30),
    work("2026-07-15", 60),
    work("2026-07-16", 45),
  ]);
  expect(lines.map(({ detail }) => [detail.minutes, detail.work.length])).toEqual([[90, 2]]);
});
