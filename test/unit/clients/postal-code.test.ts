import { expect, test } from "vitest";

import { fitsPostalCode } from "#app/clients/rules/postal-code.ts";

test.each([
  ["3511 AB", "NL", true],
  ["3511ab", "NL", true],
  ["3511 SS", "NL", false],
  ["0511 AB", "NL", false],
  ["3511", "NL", false],
  ["01067", "DE", true],
  ["1010", "DE", false],
  ["ab", "DE", false],
  ["1000", "BE", true],
  ["0100", "BE", false],
  ["1010", "AT", true],
  ["80331", "AT", false],
  ["SW1A 1AA", "GB", true],
  ["ab", "toString", true],
])("%s in %s: %s", (code, country, fits) => {
  expect(fitsPostalCode(code, country)).toBe(fits);
});
