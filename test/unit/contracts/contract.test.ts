import { expect, test } from "vitest";

import { parseAmount } from "#app/contracts/rules/amount.ts";
import { maySeeContract, monthlyTotalMinor } from "#app/contracts/rules/contract.ts";

test("twenty seats at fifty make a thousand a month", () => {
  expect(monthlyTotalMinor({ seats: 20, seatPriceMinor: 5000 })).toBe(100_000);
});

test.each([
  ["50", 5000],
  ["50,00", 5000],
  ["50.5", 5050],
  ["1.250,00", 125_000],
  ["1,250.00", 125_000],
  ["1.250", 125_000],
  ["€ 45,95", 4595],
  [" 7 ", 700],
  ["", null],
  ["-5", null],
  ["1,2,3", null],
  ["50,000.1.2", null],
  ["abc", null],
  ["12345678", null],
])("%s is %s minor units", (typed, minor) => {
  expect(parseAmount(typed)).toBe(minor);
});

test("a client's employees don't read what the contract costs", () => {
  expect(maySeeContract({ kind: "client", role: "employee" })).toBe(false);
  expect(maySeeContract({ kind: "client", role: "finance" })).toBe(true);
  expect(maySeeContract({ kind: "staff", role: "engineer" })).toBe(true);
});
