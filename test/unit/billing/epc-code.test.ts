import { expect, test } from "vitest";

import { epcCode, groupedIban, type Transfer } from "#app/billing/rules/epc-code.ts";

const transfer: Transfer = {
  iban: "NL91ABNA0417164300",
  bic: "ABNANL2A",
  holder: "Helder IT B.V.",
  amountMinor: 114_950,
  reference: "TEG-0042",
};

test("the lines of a SEPA transfer, in the standard's order", () => {
  expect(epcCode(transfer)?.split("\n")).toEqual([
    "BCD",
    "002",
    "1",
    "SCT",
    "ABNANL2A",
    "Helder IT B.V.",
    "NL91ABNA0417164300",
    "EUR1149.50",
    "",
    "",
    "TEG-0042",
  ]);
});

test.each<[string, Partial<Transfer>, number, string]>([
  ["no BIC", { bic: null }, 4, ""],
  ["cents", { amountMinor: 5 }, 7, "EUR0.05"],
  ["a long name is cut", { holder: "x".repeat(80) }, 5, "x".repeat(70)],
  ["a name of two lines is one", { holder: "Helder\nIT" }, 5, "Helder IT"],
])("%s", (_, change, line, text) => {
  expect(epcCode({ ...transfer, ...change })?.split("\n")[line]).toBe(text);
});

test("nothing to pay, or more than the standard holds: no code", () => {
  expect([0, 100_000_000_000].map((amountMinor) => epcCode({ ...transfer, amountMinor }))).toEqual([
    null,
    null,
  ]);
});

test("an IBAN is read in groups of four", () => {
  expect(groupedIban("NL91ABNA0417164300")).toBe("NL91 ABNA 0417 1643 00");
});
