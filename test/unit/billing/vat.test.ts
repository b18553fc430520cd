import fc from "fast-check";
import { expect, test } from "vitest";

import {
  decideVat,
  schemeOn,
  isEuCountry,
  standardRatesBp,
  waitsForVies,
  type VatDecision,
  type VatStatus,
} from "#app/clients/rules/vat.ts";
import { day } from "#app/platform/day.ts";

const cases: [string, string, VatStatus, VatDecision][] = [
  ["NL", "NL", "none", { kind: "standard", rateBp: 2100 }],
  ["NL", "NL", "valid", { kind: "standard", rateBp: 2100 }],
  ["DE", "DE", "valid", { kind: "standard", rateBp: 1900 }],
  ["NL", "DE", "valid", { kind: "reverse_charge", rateBp: 0 }],
  ["DE", "NL", "valid", { kind: "reverse_charge", rateBp: 0 }],
  ["NL", "BE", "valid", { kind: "reverse_charge", rateBp: 0 }],
  ["NL", "BE", "none", { kind: "standard", rateBp: 2100 }],
  ["NL", "BE", "invalid", { kind: "standard", rateBp: 2100 }],
  ["NL", "BE", "pending", { kind: "standard", rateBp: 2100 }],
  ["DE", "BE", "none", { kind: "standard", rateBp: 1900 }],
  ["NL", "GB", "none", { kind: "outside_eu", rateBp: 0 }],
  ["NL", "GB", "valid", { kind: "outside_eu", rateBp: 0 }],
  ["NL", "CH", "none", { kind: "outside_eu", rateBp: 0 }],
  ["NL", "NO", "none", { kind: "outside_eu", rateBp: 0 }],
  ["CH", "CH", "none", { kind: "standard", rateBp: 810 }],
  ["GB", "GB", "valid", { kind: "standard", rateBp: 2000 }],
  ["CH", "DE", "valid", { kind: "outside_eu", rateBp: 0 }],
  ["GB", "NL", "none", { kind: "outside_eu", rateBp: 0 }],
  ["US", "US", "none", { kind: "outside_eu", rateBp: 0 }],
  ["NL", "GR", "valid", { kind: "reverse_charge", rateBp: 0 }],
];

test.each(cases)("%s sells to %s, number %s", (seller, buyer, status, decision) => {
  expect(decideVat({ country: seller, vatScheme: "ordinary" }, buyer, status)).toEqual(decision);
});

const smallBusiness: [string, string, VatStatus, VatDecision["kind"]][] = [
  ["NL", "NL", "none", "small_business"],
  ["NL", "NL", "valid", "small_business"],
  ["DE", "DE", "valid", "small_business"],
  ["NL", "BE", "none", "small_business"],
  ["NL", "BE", "invalid", "small_business"],
  ["NL", "BE", "pending", "small_business"],
  ["DE", "NL", "valid", "reverse_charge"],
  ["NL", "CH", "none", "outside_eu"],
  ["CH", "CH", "none", "small_business"],
  ["CH", "DE", "valid", "outside_eu"],
];

test.each(smallBusiness)(
  "a small business in %s sells to %s, number %s, without VAT: %s",
  (country, buyer, status, kind) => {
    expect(decideVat({ country, vatScheme: "small_business" }, buyer, status)).toEqual({ kind, rateBp: 0 });
  },
);

test("27 member states; the United Kingdom, Northern Ireland, Switzerland and Norway are none", () => {
  expect(Object.keys(standardRatesBp)).toHaveLength(27);
  expect(["GB", "XI", "CH", "NO", "EL", "toString", ""].filter(isEuCountry)).toEqual([]);
});

test("nobody in the EU goes without VAT unless VIES confirmed another state's number", () => {
  const country = fc.constantFrom(...Object.keys(standardRatesBp));
  const status = fc.constantFrom<VatStatus>("none", "pending", "valid", "invalid");
  fc.assert(
    fc.property(country, country, status, (seller, buyer, known) => {
      const { rateBp } = decideVat({ country: seller, vatScheme: "ordinary" }, buyer, known);
      expect(rateBp === 0).toBe(seller !== buyer && known === "valid");
      if (rateBp > 0)
        expect(rateBp).toBe(decideVat({ country: seller, vatScheme: "ordinary" }, seller, "none").rateBp);
    }),
  );
});

test("only another member state's unanswered number is worth waiting for", () => {
  expect(waitsForVies("NL", "BE", "pending")).toBe(true);
  expect([
    waitsForVies("NL", "NL", "pending"),
    waitsForVies("NL", "GB", "pending"),
    waitsForVies("NL", "BE", "none"),
  ]).toEqual([false, false, false]);
});

test("a month is invoiced by the scheme of its last day; a scheme that never changed counts always", () => {
  const from = day("2027-01-01");
  const now = { vatScheme: "small_business", vatSchemeFrom: from } as const;
  expect(schemeOn(now, day("2026-12-31"))).toBe("ordinary");
  expect(schemeOn(now, from)).toBe("small_business");
  expect(schemeOn({ vatScheme: "ordinary", vatSchemeFrom: from }, day("2026-12-31"))).toBe("small_business");
  expect(schemeOn({ vatScheme: "small_business", vatSchemeFrom: null }, day("2020-01-31"))).toBe(
    "small_business",
  );
});
