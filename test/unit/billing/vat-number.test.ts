import { expect, test } from "vitest";

import { findNumberRefusal, readVatNumber, type VatNumberRefusal } from "#app/clients/rules/vat-number.ts";

test.each([
  ["NL100000024B01", "NL", "NL100000024B01"],
  ["nl 1000.00024.B01", "NL", "NL100000024B01"],
  ["BE1000000021", "BE", "BE1000000021"],
  ["0411.905.847", "BE", "BE0411905847"],
  ["DE136695976", "DE", "DE136695976"],
  ["EL094259216", "GR", "EL094259216"],
  ["GR094259216", "GR", "EL094259216"],
  ["B63272603", "ES", "ESB63272603"],
  ["136 695 976", "DE", "DE136695976"],
])("%s of %s is read as %s", (text, country, full) => {
  expect(readVatNumber(text, country)).toEqual({
    ok: true,
    value: { prefix: full.slice(0, 2), digits: full.slice(2), full },
  });
});

test.each<[string, string, VatNumberRefusal]>([
  ["NL100000025B01", "NL", "vat-format"],
  ["BE123", "BE", "vat-format"],
  ["NL100000024B01", "BE", "vat-other-country"],
  ["XI110305878", "GB", "vat-goods-only"],
  ["GB434031494", "GB", "vat-format"],
  ["", "NL", "vat-other-country"],
])("%s of %s is refused: %s", (text, country, refusal) => {
  expect(readVatNumber(text, country)).toEqual({ ok: false, refusal });
});

test.each([
  ["a wrong number", null, { country: "NL", vatNumber: "NL1" }, null, "vat-format"],
  [
    "one that is kept already",
    { country: "NL", vatNumber: "NL1" },
    { country: "NL", vatNumber: "nl 1" },
    null,
    null,
  ],
  [
    "one of a country that is wrong itself",
    null,
    { country: "??", vatNumber: "NL1" },
    { country: ["x"] },
    null,
  ],
  ["one that is refused already", null, { country: "NL", vatNumber: "NL1" }, { vatNumber: ["x"] }, null],
  ["none", null, { country: "NL" }, null, null],
])("a form that other fields refused, with %s", (_what, known, payload, error, refusal) => {
  expect(findNumberRefusal(known, { payload, error })).toBe(refusal);
});
