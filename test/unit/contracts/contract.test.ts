import { expect, test } from "vitest";

import { maySeeContract, monthlyTotalMinor } from "#app/contracts/rules/contract.ts";

test("twenty seats at fifty make a thousand a month", () => {
  expect(monthlyTotalMinor({ seats: 20, seatPriceMinor: 5000 })).toBe(100_000);
});

test("a client's employees don't read what the contract costs", () => {
  expect(maySeeContract({ kind: "client", role: "employee" })).toBe(false);
  expect(maySeeContract({ kind: "client", role: "finance" })).toBe(true);
  expect(maySeeContract({ kind: "staff", role: "engineer" })).toBe(true);
});
