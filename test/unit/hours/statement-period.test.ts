import { expect, test } from "vitest";

import { day } from "#app/platform/day.ts";
import {
  readStatementPeriod,
  samePeriod,
  statementQuery,
  stepPeriod,
} from "#app/hours/rules/statement-period.ts";

const today = day("2026-11-22");
const read = (query: string) => readStatementPeriod(new URLSearchParams(query), today);

test.each([
  ["", { kind: "month", from: "2026-11-01", until: "2026-11-22" }],
  ["month=2026-10", { kind: "month", from: "2026-10-01", until: "2026-10-31" }],
  ["month=2024-02", { kind: "month", from: "2024-02-01", until: "2024-02-29" }],
  ["quarter=2026-3", { kind: "quarter", from: "2026-07-01", until: "2026-09-30" }],
  ["quarter=2026-4", { kind: "quarter", from: "2026-10-01", until: "2026-11-22" }],
  ["from=2026-03-28&until=2026-03-29", { kind: "own", from: "2026-03-28", until: "2026-03-29" }],
  ["from=2026-03-29&until=2026-03-28", { kind: "own", from: "2026-03-28", until: "2026-03-29" }],
  ["from=2026-11-20", { kind: "own", from: "2026-11-20", until: "2026-11-22" }],
  ["until=2026-10-25", { kind: "own", from: "2026-10-01", until: "2026-10-25" }],
  ["from=2026-11-20&until=2030-01-01", { kind: "own", from: "2026-11-20", until: "2026-11-22" }],
  ["asof=2026-09-30", { kind: "as-of", from: null, until: "2026-09-30" }],
  ["asof=2027-09-30", { kind: "as-of", from: null, until: "2026-11-22" }],
  ["month=2026-12", { kind: "month", from: "2026-11-01", until: "2026-11-22" }],
  [
    "month=nonsense&quarter=2026-5&from=x&asof=2026-02-30",
    { kind: "month", from: "2026-11-01", until: "2026-11-22" },
  ],
])("%s is a period up to today", (query, expected) => {
  expect(read(query)).toEqual(expected);
});

test("an address says its period again", () => {
  for (const query of [
    "month=2026-10",
    "quarter=2026-3",
    "from=2026-03-28&until=2026-03-29",
    "asof=2026-09-30",
  ]) {
    expect(statementQuery(read(query))).toBe(query);
    expect(samePeriod(read(statementQuery(read(query), 7)), read(query))).toBe(true);
  }
  expect(statementQuery(read("month=2026-10"), 3)).toBe("month=2026-10&page=3");
});

test("a month and a quarter have one before them and, once begun, one after", () => {
  expect(stepPeriod(read("month=2026-01"), -1, today)).toEqual(read("month=2025-12"));
  expect(stepPeriod(read("month=2026-10"), 1, today)).toEqual(read(""));
  expect(stepPeriod(read(""), 1, today)).toBeNull();
  expect(stepPeriod(read("quarter=2026-1"), -1, today)).toEqual(read("quarter=2025-4"));
  expect(stepPeriod(read("asof=2026-09-30"), -1, today)).toBeNull();
});
