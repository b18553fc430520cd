import { isDay, type Day } from "#app/platform/day.ts";
import { priceOfMinutes } from "#app/platform/money.ts";
import { searchKey } from "#app/platform/search-key.ts";

import { readCsv, type CsvLine } from "./csv.ts";

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
  | "empty"
  | "quote-open"
  | "column-missing"
  | "column-unknown"
  | "column-twice"
  | "too-many-rows"
  | "client-missing"
  | "hours-wrong"
  | "price-wrong"
  | "worth-too-much"
  | "day-wrong"
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
const columns = ["client", "hours", "price", "validUntil", "reference"] as const;
type Column = (typeof columns)[number];
const names: Record<Column, readonly string[]> = {
  client: ["client", "klant", "kunde", "customer"],
  hours: ["hours", "uren", "stunden"],
  price: ["price per hour", "prijs per uur", "preis pro stunde", "price", "prijs", "preis"],
  validUntil: [
    "valid until",
    "geldig t/m",
    "geldig tot en met",
    "gültig bis",
    "last day",
    "laatste dag",
    "letzter tag",
    "letzten tag",
  ],
  reference: ["reference", "kenmerk", "referenz"],
};

/** The heads of the columns in a language's own words, for a file to fill in. */
export const columnHeads = {
  nl: ["klant", "uren", "prijs per uur", "geldig t/m", "kenmerk"],
  de: ["Kunde", "Stunden", "Preis pro Stunde", "gültig bis", "Referenz"],
  en: ["client", "hours", "price per hour", "valid until", "reference"],
} as const;

/** Reads a file of opening balances: its rows, and every error by line. */
export function readImport(text: string): { rows: ImportRow[]; errors: ImportError[] } {
  const csv = readCsv(text);
  const [head, ...body] = csv.lines;
  if (csv.unclosedAt !== null)
    return { rows: [], errors: [{ line: csv.unclosedAt, problem: "quote-open", value: "" }] };
  if (!head || body.length === 0) return { rows: [], errors: [{ line: 1, problem: "empty", value: "" }] };
  if (body.length > mostRows)
    return { rows: [], errors: [{ line: head.line, problem: "too-many-rows", value: String(body.length) }] };
  const { at, errors } = readHead(head);
  if (errors.length > 0) return { rows: [], errors };
  const read = body.map((line) => readRow(line, at, head.cells.length));
  const rows = read.flatMap((one) => (one.row ? [one.row] : []));
  return {
    rows,
    errors: [...read.flatMap((one) => one.errors), ...repeated(rows)].sort((a, b) => a.line - b.line),
  };
}

function readHead(head: CsvLine): { at: Record<Column, number>; errors: ImportError[] } {
  const columnOf = (cell: string): Column | undefined =>
    columns.find((column) => names[column].includes(cell.toLowerCase().replace(/\s+/g, " ")));
  const found = head.cells.map(columnOf);
  const error = (problem: ImportProblem, value: string): ImportError => ({ line: head.line, problem, value });
  const position = (column: Column): number => found.indexOf(column);
  const at = {
    client: position("client"),
    hours: position("hours"),
    price: position("price"),
    validUntil: position("validUntil"),
    reference: position("reference"),
  };
  return {
    at,
    errors: [
      ...head.cells.flatMap((cell, index) =>
        found[index] === undefined && cell !== "" ? [error("column-unknown", cell)] : [],
      ),
      ...found.flatMap((column, index) =>
        column !== undefined && found.indexOf(column) !== index
          ? [error("column-twice", head.cells[index] ?? "")]
          : [],
      ),
      ...(["client", "hours"] as const).flatMap((column) =>
        at[column] < 0 ? [error("column-missing", column)] : [],
      ),
    ],
  };
}

function readRow(
  { line, cells }: CsvLine,
  at: Record<Column, number>,
  width: number,
): { row: ImportRow | null; errors: ImportError[] } {
  const cell = (column: Column): string => (at[column] < 0 ? "" : (cells[at[column]] ?? ""));
  const minutes = readHours(cell("hours"));
  const price = cell("price") === "" ? null : readPrice(cell("price"));
  const until = cell("validUntil") === "" ? null : readDay(cell("validUntil"));
  const wrong: [boolean, ImportProblem, string][] = [
    [cells.slice(width).some((extra) => extra !== ""), "too-many-cells", cells.slice(width).join(" ")],
    [cell("client") === "", "client-missing", ""],
    [minutes === null, "hours-wrong", cell("hours")],
    [price === undefined, "price-wrong", cell("price")],
    [
      minutes !== null && typeof price === "number" && priceOfMinutes(minutes, price) > mostWorthMinor,
      "worth-too-much",
      `${cell("hours")} × ${cell("price")}`,
    ],
    [until === undefined, "day-wrong", cell("validUntil")],
    [cell("reference").length > 80, "reference-wrong", cell("reference")],
  ];
  const errors = wrong.flatMap(([is, problem, value]) => (is ? [{ line, problem, value }] : []));
  if (errors.length > 0 || minutes === null || price === undefined || until === undefined)
    return { row: null, errors };
  return {
    row: {
      line,
      client: cell("client"),
      minutes,
      pricePerHourMinor: price,
      validUntil: until,
      reference: cell("reference"),
    },
    errors: [],
  };
}

/** One reference of one client stands in one line. */
function repeated(rows: ImportRow[]): ImportError[] {
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
const mostWorthMinor = 1_000_000_000;

/** Hours as a spreadsheet writes them, `12:30`, `12:30:00`, `12,5`, `12.5`, `12`, as whole minutes; null for none, nothing or too much. */
export function readHours(text: string): number | null {
  const clock = /^(\d{1,5}):([0-5]\d)(?::00)?$/.exec(text);
  const decimal = /^(\d{1,5})(?:[.,](\d{1,2}))?$/.exec(text);
  const minutes = clock
    ? Number(clock[1]) * 60 + Number(clock[2])
    : decimal
      ? Number(decimal[1]) * 60 + Math.round((Number((decimal[2] ?? "").padEnd(2, "0")) * 60) / 100)
      : 0;
  return minutes > 0 && minutes <= mostMinutes ? minutes : null;
}

/** A price as people write it, `95`, `€ 95,00`, `1.250,00`, in minor units; undefined for none. */
export function readPrice(text: string): number | undefined {
  const plain = text.replace(/^(?:€|EUR)?\s*|\s*(?:€|EUR)$|[\s\u00a0\u202f']/g, "");
  const parts = /^(\d{1,3}(?:[.,]\d{3})+|\d{1,5})(?:[.,](\d{1,2}))?$/.exec(plain);
  if (!parts || (parts[2] === undefined && /[.,]/.test(parts[1] ?? ""))) return undefined;
  const minor = Number((parts[1] ?? "").replace(/[.,]/g, "")) * 100 + Number((parts[2] ?? "").padEnd(2, "0"));
  return minor <= 1_000_000 ? minor : undefined;
}

/** A day as spreadsheets write it: `2027-03-31`, or day first, `31-3-2027`, `31.03.2027`, `31/03/2027`; undefined for none. */
export function readDay(text: string): Day | undefined {
  const parts = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/.exec(text);
  const iso = parts
    ? `${parts[3]}-${(parts[2] ?? "").padStart(2, "0")}-${(parts[1] ?? "").padStart(2, "0")}`
    : text;
  return isDay(iso) ? iso : undefined;
}
