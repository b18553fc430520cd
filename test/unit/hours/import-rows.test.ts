import { readFileSync } from "node:fs";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readCsv } from "#app/platform/csv-read.ts";
import { columnHeads, mostRows, readHours, readImport, readPrice } from "#app/hours/rules/import-rows.ts";
import { ok, refuse } from "#app/platform/result.ts";

const cellsOf = (text: string): string[][] => readCsv(text).lines.map(({ cells }) => cells);

describe("a file of separated cells", () => {
  test.each([
    [
      "semicolons",
      "a;b\n1;2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "commas",
      "a,b\r\n1,2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "tabs, as pasted from a sheet",
      "a\tb\n1\t2,5",
      [
        ["a", "b"],
        ["1", "2,5"],
      ],
    ],
    [
      "Excel's byte order mark",
      "\uFEFFa;b\n1;2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "Excel's own first line",
      "sep=;\na;b\n1,5;2",
      [
        ["a", "b"],
        ["1,5", "2"],
      ],
    ],
    [
      "quotes",
      'a,b\n"Jansen, Zn.","zegt ""ja"""',
      [
        ["a", "b"],
        ["Jansen, Zn.", 'zegt "ja"'],
      ],
    ],
    [
      "old line ends and empty lines",
      "a;b\r\r1;2\r;\r",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
  ])("%s", (_name, text, expected) => {
    expect(cellsOf(text)).toEqual(expected);
  });

  test("lines are numbered as an editor numbers them, also after a cell of two lines", () => {
    expect(readCsv('a;b\n"x\ny";1\n\nz;2').lines.map(({ line }) => line)).toEqual([1, 2, 5]);
    expect(readCsv('a;b\n"x;1').unclosedAt).toBe(2);
  });

  test("whatever is written comes back", () => {
    const cell = fc
      .string({ unit: fc.constantFrom("a", ";", ",", '"', " b", "\n", "é") })
      .map((text) => text.trim());
    const rows = fc.array(
      fc.tuple(cell, cell).filter((cells) => cells.some((one) => one !== "")),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(rows, fc.constantFrom(";", ","), fc.constantFrom("\n", "\r\n"), (given, separator, end) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = [`h1${separator}h2`, ...given.map((cells) => cells.map(quote).join(separator))].join(
          end,
        );
        expect(cellsOf(text).slice(1)).toEqual(given);
      }),
    );
  });

  test("no text at all breaks it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(() => readImport(text)).not.toThrow();
      }),
    );
  });
});

test.each(Object.keys(columnHeads))("the file to fill in, in %s, reads without an error", (locale) => {
  const text = readFileSync(`public/opening-balances-${locale}.csv`, "utf8");
  const { rows, errors } = readImport(text);
  expect(errors).toEqual([]);
  expect(
    rows.map(({ minutes, pricePerHourMinor, validUntil }) => [minutes, pricePerHourMinor, validUntil]),
  ).toEqual([
    [750, 9500, "2027-12-31"],
    [270, null, null],
  ]);
});

test.each([
  ["12:30", ok(750)],
  ["12:30:00", ok(750)],
  ["12,5", ok(750)],
  ["12.50", ok(750)],
  ["12,25", ok(735)],
  ["7", ok(420)],
  ["0,01", ok(1)],
  ["1.234,5", ok(74_070)],
  ["1.234", refuse("ambiguous")],
  ["", refuse("not-understood")],
  ["0", refuse("not-understood")],
  ["-3", refuse("not-understood")],
  ["12:60", refuse("not-understood")],
  ["twaalf", refuse("not-understood")],
  ["99999", refuse("not-understood")],
])("hours %s", (text, minutes) => {
  expect(readHours(text)).toEqual(minutes);
});

test.each([
  ["95", ok(9500)],
  ["€ 95,5", ok(9550)],
  ["1.250,00", ok(125_000)],
  ["0", ok(0)],
  ["10000", ok(1_000_000)],
  ["10000,01", refuse("not-understood")],
  ["1.250", refuse("ambiguous")],
  ["95,005", refuse("ambiguous")],
  ["gratis", refuse("not-understood")],
])("a price of %s", (text, minor) => {
  expect(readPrice(text)).toEqual(minor);
});

describe("a file of opening balances", () => {
  const good =
    "klant;uren;prijs per uur;geldig t/m;kenmerk\nBakkerij Jansen;12,5;95,00;31-12-2027;OUD-1\nKanzlei Vogel;3:20;;;\n";

  test("rows with and without what is optional", () => {
    expect(readImport(good)).toEqual({
      errors: [],
      broken: [],
      rows: [
        {
          line: 2,
          client: "Bakkerij Jansen",
          minutes: 750,
          pricePerHourMinor: 9500,
          validUntil: "2027-12-31",
          reference: "OUD-1",
        },
        {
          line: 3,
          client: "Kanzlei Vogel",
          minutes: 200,
          pricePerHourMinor: null,
          validUntil: null,
          reference: "",
        },
      ],
    });
  });

  test.each(Object.entries(columnHeads))("the heads in %s are understood, in any order", (_locale, heads) => {
    const order = [...heads].reverse().join(";");
    expect(readImport(`${order}\nR1;2027-12-31;95;10;Noord`)).toEqual({
      errors: [],
      broken: [],
      rows: [
        {
          line: 2,
          client: "Noord",
          minutes: 600,
          pricePerHourMinor: 9500,
          validUntil: "2027-12-31",
          reference: "R1",
        },
      ],
    });
  });

  test.each(["laatste dag", "letzter Tag", "letzten Tag", "last day"])(
    "%s is a head of the last day as well",
    (head) => {
      expect(readImport(`klant;uren;${head}\nNoord;10;2027-12-31`)).toMatchObject({
        errors: [],
        rows: [{ validUntil: "2027-12-31" }],
      });
    },
  );

  test("hours and a price that are each in bounds are too much together", () => {
    expect(
      readImport("klant;uren;prijs\nNoord;1000;10000\nZuid;10000;1000\nNoord;10000;10000").errors,
    ).toEqual([{ line: 4, problem: "worth-too-much", value: "10000 × 10000" }]);
  });

  test("every error of every line is told, by line", () => {
    const { errors } = readImport(
      "klant;uren;prijs per uur;geldig t/m;kenmerk\n;x;y;z;\nA;1;;;R\nA;2;;;R;meer\nB;0;;;",
    );
    expect(errors.map(({ line, problem, value }) => [line, problem, value])).toEqual([
      [2, "client-missing", ""],
      [2, "hours-wrong", "x"],
      [2, "price-wrong", "y"],
      [2, "day-wrong", "z"],
      [4, "too-many-cells", "meer"],
      [4, "reference-twice", "R"],
      [5, "hours-wrong", "0"],
    ]);
    expect(
      readImport("klant;uren;prijs per uur;geldig t/m\nA;1.250;1,250;3/4/2027").errors.map(
        ({ problem, value }) => [problem, value],
      ),
    ).toEqual([
      ["hours-ambiguous", "1.250"],
      ["price-ambiguous", "1,250"],
      ["day-ambiguous", "3/4/2027"],
    ]);
    const strange = readImport("klant;uren;kleur\nA;x;rood\nB\u0096C;1;");
    expect(strange.errors.map(({ line, problem, value }) => [line, problem, value])).toEqual([
      [1, "column-unknown", "kleur"],
      [2, "hours-wrong", "x"],
      [3, "sign-wrong", "B[U+0096]C"],
    ]);
    expect(strange.broken.map(({ client }) => client)).toEqual(["A", "B\u0096C"]);
    expect(readImport("klant;uren;kenmerk\nA;1;R\na;2;R").errors).toEqual([
      { line: 3, problem: "reference-twice", value: "R" },
    ]);
  });

  test.each([
    ["nothing", "", "empty"],
    ["a head alone", "klant;uren\n", "empty"],
    ["no hours", "klant;prijs\nA;1", "column-missing"],
    ["a strange column", "klant;uren;kleur\nA;1;rood", "column-unknown"],
    ["a column twice", "klant;uren;uren\nA;1;2", "column-twice"],
    ["an open quote", 'klant;uren\n"A;1', "quote-open"],
    ["too many rows", `klant;uren\n${"A;1\n".repeat(mostRows + 1)}`, "too-many-rows"],
  ])("%s", (_name, text, problem) => {
    expect(readImport(text).errors[0]?.problem).toBe(problem);
  });
});
