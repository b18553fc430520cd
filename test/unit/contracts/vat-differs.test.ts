import { expect, test } from "vitest";

import type { VatDecision } from "#app/clients/rules/vat.ts";
import type { DraftLine } from "#app/contracts/rules/draft.ts";
import { earlierVat, givesBackOtherVat, type AddedAmount } from "#app/contracts/rules/vat-differs.ts";

type Line = Pick<DraftLine, "amountMinor" | "correctsMonth" | "detail">;
const standard: VatDecision = { kind: "standard", rateBp: 2100 };
const reverse: VatDecision = { kind: "reverse_charge", rateBp: 0 };
const correction = (correctsMonth: string, amountMinor: number): Line => ({
  ...{ correctsMonth, amountMinor },
  detail: { kind: "correction", nowMinor: 0, closedMinor: 0, earlierMinor: 0, changes: [] },
});
const carry = (amountMinor: number): Line => ({
  ...{ correctsMonth: null, amountMinor },
  detail: { kind: "carry", fromMonth: "2026-03" },
});
const own = (amountMinor: number): AddedAmount => ({ amountMinor, ofConversion: false, vat: null });
const converted = (vat: AddedAmount["vat"]): AddedAmount => ({ amountMinor: -2000, ofConversion: true, vat });

test.each<[string, Line[], AddedAmount[], boolean]>([
  ["a correction that gives back", [correction("2026-03", -100)], [], true],
  ["one that asks more", [correction("2026-03", 100)], [], false],
  [
    "two of a month that ask more together",
    [correction("2026-03", -100), correction("2026-03", 130)],
    [],
    false,
  ],
  ["a correction of a month with the same VAT", [correction("2026-04", -100)], [], false],
  ["one of a month that was not invoiced", [correction("2026-02", -100)], [], false],
  ["what a month below 0 carries on", [carry(-100)], [], true],
  ["a conversion's credit", [], [converted(standard)], true],
  ["one promised with the same VAT", [], [converted(reverse)], false],
  ["one whose VAT nobody knows", [], [converted(null)], false],
  ["what was paid back and added", [carry(-100)], [own(100)], false],
  ["a part of it", [carry(-100)], [own(99)], true],
  ["what finance takes off by itself", [], [own(-100)], false],
])("%s", (_, lines, added, expected) => {
  const invoiced = new Map([
    ["2026-03", standard],
    ["2026-04", reverse],
  ]);
  const facts = { present: reverse, invoiced, carried: new Map([["2026-03", standard]]), added };
  expect(givesBackOtherVat(lines, facts)).toBe(expected);
});

test.each<[string, Line[], VatDecision | null, VatDecision | null]>([
  ["that of its closing", [correction("2026-03", -100)], standard, standard],
  [
    "where that is not on record, that of the invoice that it puts right",
    [correction("2026-03", -100)],
    null,
    standard,
  ],
  ["none where it gives back both", [correction("2026-03", -100), correction("2026-04", -100)], null, null],
])("a closed month goes out with earlier VAT: %s", (_, lines, closing, expected) => {
  const invoiced = new Map([
    ["2026-03", standard],
    ["2026-04", reverse],
  ]);
  expect(earlierVat(lines, { invoiced, carried: new Map(), added: [] }, closing)).toEqual(expected);
});
