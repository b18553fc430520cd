import fc from "fast-check";
import { expect, test } from "vitest";

import {
  invoiceDifferences,
  invoiceParts,
  type Agreed,
  type InvoiceSays,
} from "#app/billing/rules/invoice-match.ts";

const order: Agreed = {
  currency: "EUR",
  grossMinor: 114_950,
  vatMinor: 19_950,
  vatKind: "standard",
  vatNumber: "NL100000024B01",
  billedTo: {
    legalName: "Bakkerij Jansen B.V.",
    addressLine: "Dorpsstraat 1",
    postalCode: "3511 AB",
    city: "Utrecht",
    country: "NL",
  },
};
const invoice: InvoiceSays = {
  currency: "eur",
  totalMinor: 114_950,
  vatMinor: 19_950,
  name: "Bakkerij Jansen B.V.",
  line1: "Dorpsstraat 1",
  postalCode: "3511 AB",
  city: "Utrecht",
  country: "NL",
  vatNumbers: ["NL100000024B01"],
  isReverseCharge: false,
};

test.each<[Partial<InvoiceSays>, string[]]>([
  [{}, []],
  [{ name: "  bakkerij  JANSEN B.V. ", city: "utrecht" }, []],
  [{ currency: "usd" }, ["currency"]],
  [{ totalMinor: 114_951 }, ["total"]],
  [{ vatMinor: 0 }, ["vat"]],
  [{ name: "Bakkerij Pietersen" }, ["name"]],
  [{ name: null }, ["name"]],
  [{ line1: "Dorpsstraat 2" }, ["address"]],
  [{ postalCode: "3511 AC" }, ["address"]],
  [{ city: null, country: "DE" }, ["address"]],
  [{ vatNumbers: [] }, ["vat-number"]],
  [{ vatNumbers: ["NL100000024B01", "DE136695976"] }, ["vat-number"]],
  [{ isReverseCharge: true, vatMinor: 0, totalMinor: 95_000 }, ["total", "vat", "reverse-charge"]],
])("%j differs in %j", (change, parts) => {
  expect(invoiceDifferences(order, { ...invoice, ...change })).toEqual(parts);
});

test("a number of a country outside the EU is not at Stripe, and not missed", () => {
  const swiss = { ...order, vatNumber: "CHE123456788", billedTo: { ...order.billedTo, country: "CH" } };
  expect(invoiceDifferences(swiss, { ...invoice, country: "CH", vatNumbers: [] })).toEqual([]);
  expect(invoiceDifferences(swiss, { ...invoice, country: "CH" })).toEqual(["vat-number"]);
});

test("whatever one text is changed to, exactly its part is named, and nothing when it is only spaced otherwise", () => {
  const fields = [
    ["name", "name"],
    ["line1", "address"],
    ["postalCode", "address"],
    ["city", "address"],
  ] as const;
  fc.assert(
    fc.property(fc.constantFrom(...fields), fc.string(), ([field, part], text) => {
      const said = invoiceDifferences(order, { ...invoice, [field]: text });
      const plain = (one: string | null): string => (one ?? "").replace(/\s+/g, " ").trim().toLowerCase();
      expect(said).toEqual(plain(text) === plain(invoice[field]) ? [] : [part]);
    }),
  );
  expect(new Set(fields.map(([, part]) => part)).size).toBeLessThan(invoiceParts.length);
});
