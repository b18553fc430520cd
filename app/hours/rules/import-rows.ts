import type { Day } from "#app/platform/day.ts";
import { priceOfMinutes } from "#app/platform/money.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { readAmount } from "#app/platform/typed/amount.ts";
import { readDay } from "#app/platform/typed/day.ts";
import type { TypedRefusal } from "#app/platform/typed/decimal.ts";
import { readDuration } from "#app/platform/typed/duration.ts";
import { searchKey } from "#app/platform/search-key.ts";

import type { ReadLine } from "#app/platform/csv-read.ts";
import { excerpt, readTable, type ColumnSpec, type TableProblem } from "#app/platform/csv-table.ts";

/** One opening balance as a file says it: minutes whole, the price of an hour without VAT in minor units, the last day on which it counts. */
export type ImportRow = {
  line: number;
  client: string;
  minutes: number;
  pricePerHourMinor: number | null;
  validUntil: Day | null;
  reference: string;
};
export type ImportProblem =
  | TableProblem
  | "client-missing"
  | "sign-wrong"
  | "hours-wrong"
  | "hours-ambiguous"
  | "price-wrong"
  | "price-ambiguous"
  | "worth-too-much"
  | "day-wrong"
  | "day-ambiguous"
  | "reference-wrong"
  | "reference-twice"
  | "too-many-cells"
  | "client-unknown"
  | "client-ambiguous"
  | "day-passed"
  | "reference-used"
  | "account-frozen";
/** What is wrong on a line, with the value that is. */
export type ImportError = { line: number; problem: ImportProblem; value: string };

export const mostRows = 500;
const columns = [
  { column: "client", names: ["client", "klant", "kunde", "customer"], required: true },
  { column: "hours", names: ["hours", "uren", "stunden"], required: true },
  {
    column: "price",
    names: ["price per hour", "prijs per uur", "preis pro stunde", "price", "prijs", "preis"],
    required: false,
  },
  {
    column: "validUntil",
    names: [
      "valid until",
      "geldig t/m",
      "geldig tot en met",
      "gültig bis",
      "last day",
      "laatste dag",
      "letzter tag",
      "letzten tag",
    ],
    required: false,
  },
  { column: "reference", names: ["reference", "kenmerk", "referenz"], required: false },
] as const satisfies readonly ColumnSpec<string>[];
type Column = (typeof columns)[number]["column"];

/** The heads of the columns in a language's own words, for a file to fill in. */
export const columnHeads = {
  nl: ["klant", "uren", "prijs per uur", "geldig t/m", "kenmerk"],
  de: ["Kunde", "Stunden", "Preis pro Stunde", "gültig bis", "Referenz"],
  en: ["client", "hours", "price per hour", "valid until", "reference"],
} as const;

/** What a line says of a client and a day, whether or not the rest of it can be read. */
export type NamedLine = Pick<ImportRow, "line" | "client" | "reference"> & { validUntil: Day | null };

/** Reads a file of opening balances: its rows, every error by line, and whom the lines that can't be read name. */
export function readImport(text: string): { rows: ImportRow[]; broken: NamedLine[]; errors: ImportError[] } {
  const { width, at, body, errors } = readTable<Column>(text, { columns, mostRows });
  if (errors.some(({ problem }) => problem !== "column-unknown")) return { rows: [], broken: [], errors };
  const read = body.map((line) => readRow(line, at, width));
  const rows = read.flatMap((one) => (one.row ? [one.row] : []));
  return {
    rows: errors.length > 0 ? [] : rows,
    broken:
      errors.length > 0 ? read.map((one) => one.named) : read.flatMap((one) => (one.row ? [] : [one.named])),
    errors: [...errors, ...read.flatMap((one) => one.errors), ...repeated(read.map((one) => one.named))].sort(
      (a, b) => a.line - b.line,
    ),
  };
}

function readRow(
  { line, cells }: ReadLine,
  at: ReadonlyMap<Column, number>,
  width: number,
): { row: ImportRow | null; named: NamedLine; errors: ImportError[] } {
  const cell = (column: Column): string => cells[at.get(column) ?? -1] ?? "";
  const minutes = readHours(cell("hours"));
  const price = cell("price") === "" ? ok(null) : readPrice(cell("price"));
  const until = cell("validUntil") === "" ? ok(null) : readDay(cell("validUntil"));
  const worth = minutes.ok && price.ok ? priceOfMinutes(minutes.value, price.value ?? 0) : 0;
  const wrong: [boolean, ImportProblem, string][] = [
    [cells.slice(width).some((extra) => extra !== ""), "too-many-cells", cells.slice(width).join(" ")],
    [cell("client") === "", "client-missing", ""],
    [
      control.test(cell("client") + cell("reference")),
      "sign-wrong",
      shown(cell("client") + cell("reference")),
    ],
    [!minutes.ok, problemOf("hours", minutes), cell("hours")],
    [!price.ok, problemOf("price", price), cell("price")],
    [worth > mostWorthMinor, "worth-too-much", `${cell("hours")} × ${cell("price")}`],
    [!until.ok, problemOf("day", until), cell("validUntil")],
    [cell("reference").length > 80, "reference-wrong", cell("reference")],
  ];
  const errors = wrong.flatMap(([is, problem, value]) =>
    is ? [{ line, problem, value: excerpt(value) }] : [],
  );
  const named = {
    line,
    client: cell("client"),
    reference: cell("reference"),
    validUntil: until.ok ? until.value : null,
  };
  if (errors.length > 0 || !minutes.ok || !price.ok || !until.ok) return { row: null, named, errors };
  return {
    named,
    row: {
      line,
      client: cell("client"),
      minutes: minutes.value,
      pricePerHourMinor: price.value,
      validUntil: until.value,
      reference: cell("reference"),
    },
    errors: [],
  };
}

function problemOf(kind: "hours" | "price" | "day", read: Result<unknown, TypedRefusal>): ImportProblem {
  return !read.ok && read.refusal === "ambiguous" ? `${kind}-ambiguous` : `${kind}-wrong`;
}

/** Signs that no name or reference holds: a file that was read by another alphabet than it was written in. */
const control = /\p{Cc}/u;

/** A text with its control signs as their code points. */
const shown = (value: string): string =>
  value.replace(
    new RegExp(control, "gu"),
    (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`,
  );

/** One reference of one client stands in one line. */
function repeated(rows: NamedLine[]): ImportError[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const key = JSON.stringify([searchKey(row.client), row.reference]);
    if (row.reference === "" || !seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ line: row.line, problem: "reference-twice" as const, value: row.reference }];
  });
}

const mostMinutes = 600_000;
const mostPriceMinor = 1_000_000;
const mostWorthMinor = 1_000_000_000;

/** Hours of a file, as whole minutes: `12:30`, `12:30:00`, `12,5`, `12.5`, `12`; none and too many are not understood. */
export function readHours(text: string): Result<number, TypedRefusal> {
  return upTo(mostMinutes, 1, readDuration(text, "hours"));
}

/** A price per hour of a file, in hundredths. */
export function readPrice(text: string): Result<number, TypedRefusal> {
  return upTo(mostPriceMinor, 0, readAmount(text));
}

function upTo(most: number, least: number, read: Result<number, TypedRefusal>): Result<number, TypedRefusal> {
  return read.ok && (read.value < least || read.value > most) ? refuse("not-understood") : read;
}
