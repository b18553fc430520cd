import { expect, test } from "vitest";

import { readCsv } from "#app/platform/csv-read.ts";
import { csvFile, csvLine, csvStyleOf, type CsvLine } from "#app/platform/csv.ts";

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
  ["\u22120:30", "-0:30\r\n"],
  ["block 2: \u22120\u00a0h 30", "block 2: -0 h 30\r\n"],
  ["\u2212SUM(A1)", "'-SUM(A1)\r\n"],
])("the cell %j can't be taken for a formula, nor for two", (cell, line) => {
  expect(csvLine([cell], "semicolon")).toBe(line);
});

test("with commas numbers keep their points, and nothing stays empty", () => {
  expect(csvLine([-15, 95.5, null, 0, "x"], "comma")).toBe("-15,95.5,,0,x\r\n");
});

test("with semicolons numbers have commas, and what is text stays one cell", () => {
  const line = csvLine([-15, 95.5, null, 1234.05, "x; y, z", "1.5"], "semicolon");
  expect(line).toBe('-15;95,5;;1234,05;"x; y, z";1.5\r\n');
  expect(readCsv(line).lines[0]?.cells).toEqual(["-15", "95,5", "", "1234,05", "x; y, z", "1.5"]);
});

test.each([
  ["language", "nl", "semicolon"],
  ["language", "de", "semicolon"],
  ["language", "en", "comma"],
  ["semicolon", "en", "semicolon"],
  ["comma", "de", "comma"],
] as const)("a spreadsheet of %s gets, on pages in %s, a file with the %s", (spreadsheet, locale, style) => {
  expect(csvStyleOf(spreadsheet, locale)).toBe(style);
});

test("a file is its lines behind one mark, however long, in few pieces", async () => {
  const lines: CsvLine[] = Array.from({ length: 5000 }, (_, at) => [at, "x".repeat(20)]);
  const pieces: string[] = [];
  for await (const piece of csvFile(lines, "comma")) pieces.push(piece);
  expect(pieces.join("")).toBe(`\uFEFF${lines.map((line) => csvLine(line, "comma")).join("")}`);
  expect(pieces.length).toBeLessThan(8);
});
