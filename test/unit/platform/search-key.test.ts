import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { compareNames, searchKey } from "#app/platform/search-key.ts";
import { sourceFiles } from "#test/unit/structure/source-files.ts";

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

test("no order of names is that of the process's own language", () => {
  const found = [...sourceFiles("app", ".ts"), ...sourceFiles("app", ".tsx")].filter((file) =>
    /\.localeCompare\([^,()]*\)|Intl\.Collator\(\)/.test(readFileSync(file, "utf8")),
  );
  expect(found).toEqual([]);
});
