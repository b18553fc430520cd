import type { Locale } from "#app/platform/i18n/locale.ts";

/** A cell: numbers stay numbers, text is made safe, null is empty. */
export type CsvCell = string | number | null;
export type CsvLine = readonly CsvCell[];

/** How a spreadsheet parts cells and writes decimals: "1;2,5" as in Dutch and German, or "1,2.5" as in English. */
export type CsvStyle = "semicolon" | "comma";

/** What a person says of their spreadsheet: always one style, or the one that goes with the page's language. */
export const spreadsheets = ["language", "semicolon", "comma"] as const;
export type Spreadsheet = (typeof spreadsheets)[number];

/** Tells whether a text names a kind of spreadsheet. */
export function isSpreadsheet(value: unknown): value is Spreadsheet {
  return spreadsheets.some((one) => one === value);
}

/** The style in which a person who reads pages in this language gets CSV. */
export function csvStyleOf(spreadsheet: Spreadsheet, locale: Locale): CsvStyle {
  if (spreadsheet !== "language") return spreadsheet;
  return locale === "en" ? "comma" : "semicolon";
}

const pieceLength = 32_768;

/** Lines as a CSV file (RFC 4180) in pieces, with the mark in front by which a spreadsheet reads UTF-8 as such. */
export async function* csvFile(
  lines: AsyncIterable<CsvLine> | Iterable<CsvLine>,
  style: CsvStyle,
): AsyncGenerator<string> {
  let piece = "\uFEFF";
  for await (const line of lines) {
    piece += csvLine(line, style);
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}

/**
 * One line. Text that a spreadsheet would take for a formula begins with an apostrophe instead; a duration below
 * zero, -0:30, is none. The minus of typography and spaces that don't break become the signs of a keyboard, as a
 * spreadsheet finds and counts those only.
 */
export function csvLine(cells: CsvLine, style: CsvStyle): string {
  return `${cells.map((cell) => csvCell(cell, style)).join(style === "comma" ? "," : ";")}\r\n`;
}

function csvCell(cell: CsvCell, style: CsvStyle): string {
  if (cell === null) return "";
  if (typeof cell === "number") return style === "comma" ? String(cell) : String(cell).replace(".", ",");
  const typed = cell.replaceAll(/[\u00a0\u202f]/g, " ").replaceAll("\u2212", "-");
  if (/^-\d+(:\d\d)?$/.test(typed)) return typed;
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(typed) ? `'${typed}` : typed;
  return /[",;\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
