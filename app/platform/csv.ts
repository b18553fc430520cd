import { getLocale } from "#app/platform/i18n/locale.ts";

/** A cell: numbers stay numbers, text is made safe, null is empty. */
export type CsvCell = string | number | null;

/** What a spreadsheet needs at the front to read UTF-8 as such. */
export const csvMark = "\uFEFF";

/**
 * One line of RFC 4180 as the reader's spreadsheet expects it: semicolons and decimal commas in Dutch and German, commas and points in English.
 * Text that a spreadsheet would take for a formula begins with an apostrophe instead; a duration below zero, -0:30, is none.
 */
export function csvLine(cells: readonly CsvCell[]): string {
  const separator = getLocale() === "en" ? "," : ";";
  return `${cells.map(csvCell).join(separator)}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return getLocale() === "en" ? String(cell) : String(cell).replace(".", ",");
  if (/^-\d+(:\d\d)?$/.test(cell)) return cell;
  const safe = /^[=+\-@\t\r\n＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",;\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
