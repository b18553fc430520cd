import { expect, test } from "vitest";

import { mandateText } from "#app/billing/topup/mandate.ts";

test.each([
  ["EUR", ["SEPA mandate", "Creditor: Helder IT", "at least 2 days before"]],
  ["USD", ["ACH authorisation"]],
  ["GBP", []],
])(
  "the mandate in %s has the clauses of the accounts that can be saved there, and no others",
  (currency, clauses) => {
    const text = mandateText({ name: "Helder IT", creditorId: "NL08ZZZ502057730000" }, currency, "en");
    const all = ["SEPA mandate", "Creditor: Helder IT", "at least 2 days before", "ACH authorisation"];
    expect(all.filter((clause) => text.includes(clause))).toEqual(clauses);
  },
);
