import { expect, test } from "vitest";

import { compareNames, searchKey } from "#app/platform/search-key.ts";

test.each([
  ["ÄRZTEHAUS  Süd", "arztehaus sud"],
  ["A\u0308rztehaus Su\u0308d", "arztehaus sud"],
  ["özlem", "ozlem"],
  ["İSTANBUL ı", "istanbul i"],
  ["STRAẞE Straße STRASSE", "strasse strasse strasse"],
  ["Søren Łukasz Đorđe Æsir Œuvre Þór", "soren lukasz dorde aesir oeuvre thor"],
  ["ΟΔΟΣ οδός", "οδοσ οδοσ"],
  ["\u00a0Café\u3000de \t Paris\n", "cafe de paris"],
  ["한글", "한글"],
])("%s is searched as %s", (text, key) => {
  expect(searchKey(text)).toBe(key);
});

test("É stands with E, small letters beside their capitals", () => {
  const names = ["Zuid", "Émile", "eik", "Fabriek", "Ärztehaus", "Azur", "Özlem", "oord"];
  expect([...names].sort(compareNames)).toEqual([
    "Ärztehaus",
    "Azur",
    "eik",
    "Émile",
    "Fabriek",
    "oord",
    "Özlem",
    "Zuid",
  ]);
});
