import { expect, test } from "vitest";

import { readCsv } from "#app/hours/rules/csv.ts";
import { csvLine } from "#app/platform/csv.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";

test.each([
  ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"\r\n'],
  ["+31 6 1234", "'+31 6 1234\r\n"],
  ["-2+3", "'-2+3\r\n"],
  ["-1:00+2", "'-1:00+2\r\n"],
  ["-0:30", "-0:30\r\n"],
  ["@SUM(A1)", "'@SUM(A1)\r\n"],
  ["\tcmd", "'\tcmd\r\n"],
  ["\r=1", '"\'\r=1"\r\n'],
  ["＝1+1", "'＝1+1\r\n"],
  ["a, b", '"a, b"\r\n'],
  ['say "hi"', '"say ""hi"""\r\n'],
  ["two\nlines", '"two\nlines"\r\n'],
  [" spaced ", '" spaced "\r\n'],
  ["#1042 Printer", "#1042 Printer\r\n"],
])("the cell %j can't be taken for a formula, nor for two", (cell, line) => {
  expect(csvLine([cell])).toBe(line);
});

test("numbers stay numbers, nothing stays empty", () => {
  expect(withLocale("en", () => csvLine([-15, 95.5, null, 0, "x"]))).toBe("-15,95.5,,0,x\r\n");
});

test.each(["nl", "de"] as const)(
  "in %s a spreadsheet gets semicolons and decimal commas, and what is text stays one cell",
  (locale) => {
    const line = withLocale(locale, () => csvLine([-15, 95.5, null, 1234.05, "x; y, z", "1.5"]));
    expect(line).toBe('-15;95,5;;1234,05;"x; y, z";1.5\r\n');
    expect(readCsv(line).lines[0]?.cells).toEqual(["-15", "95,5", "", "1234,05", "x; y, z", "1.5"]);
  },
);
