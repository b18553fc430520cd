import type { ReadLine } from "#app/platform/csv-read.ts";
import { excerpt } from "#app/platform/csv-table.ts";
import type { Day } from "#app/platform/day.ts";
import type { Result } from "#app/platform/result.ts";
import { readAmount } from "#app/platform/typed/amount.ts";
import { readDay } from "#app/platform/typed/day.ts";
import type { TypedRefusal } from "#app/platform/typed/decimal.ts";
import { holdsHiddenSign } from "#app/platform/typed/hidden-signs.ts";
import { readQuantity } from "#app/platform/typed/quantity.ts";

import type { ImportColumn } from "./columns.ts";

export type CellProblem =
  | "cell-missing"
  | "formula"
  | "sign-wrong"
  | "too-long"
  | "day-wrong"
  | "day-ambiguous"
  | "quantity-wrong"
  | "quantity-ambiguous"
  | "amount-wrong"
  | "amount-ambiguous"
  | "yes-wrong"
  | "too-many-cells";
/** What is wrong in a cell (or on a line, where no column is named), with the text that is. */
export type CellError<Problem extends string> = {
  line: number;
  column: ImportColumn | null;
  problem: Problem;
  value: string;
};

const longest = 120;
const largest = 99_999_999;
// What a spreadsheet would compute. Our own files put an apostrophe before such a text, which is taken off again.
const formula = /^[=+@]|^-[^\d\s]/;
const escaped = /^'(?=[=+\-@])/;
const yes = new Set(["ja", "yes", "y", "j", "1", "true", "x", "wahr", "waar"]);
const no = new Set(["nee", "nein", "no", "n", "0", "false", "falsch", "onwaar"]);

/** Reads one line of a file cell by cell. A column that the file has not is undefined, an empty cell is null; what can't be read is null too, and stands among the errors. */
export type LineReader<Problem extends string> = {
  line: number;
  text: (column: ImportColumn) => string | null | undefined;
  day: (column: ImportColumn) => Day | null | undefined;
  quantity: (column: ImportColumn) => number | null | undefined;
  amount: (column: ImportColumn) => number | null | undefined;
  yes: (column: ImportColumn) => boolean | null | undefined;
  /** A text that must be there. */
  needed: (column: ImportColumn) => string;
  fail: (column: ImportColumn | null, problem: Problem | CellProblem, value?: string) => null;
  errors: CellError<Problem | CellProblem>[];
};

/** A reader of a line whose columns stand where `at` says; `width` is the number of cells that the head has. */
export function lineReader<Problem extends string>(
  { line, cells }: ReadLine,
  at: ReadonlyMap<ImportColumn, number>,
  width: number,
): LineReader<Problem> {
  const errors: CellError<Problem | CellProblem>[] = [];
  const fail = (column: ImportColumn | null, problem: Problem | CellProblem, value = ""): null => {
    errors.push({ line, column, problem, value: excerpt(value) });
    return null;
  };
  const text = (column: ImportColumn): string | null | undefined => {
    const index = at.get(column);
    if (index === undefined) return undefined;
    const cell = cells[index] ?? "";
    if (cell === "") return null;
    if (formula.test(cell)) return fail(column, "formula", cell);
    if (holdsHiddenSign(cell) || /\p{Cc}/u.test(cell)) return fail(column, "sign-wrong", cell);
    return cell.length > longest ? fail(column, "too-long", cell) : cell.replace(escaped, "");
  };
  const typed = <Value>(
    column: ImportColumn,
    read: (cell: string) => Result<Value, TypedRefusal>,
    { wrong, ambiguous }: { wrong: CellProblem; ambiguous: CellProblem },
  ): Value | null | undefined => {
    const cell = text(column);
    if (cell === null || cell === undefined) return cell;
    const value = read(cell);
    if (value.ok) return value.value;
    return fail(column, value.refusal === "ambiguous" ? ambiguous : wrong, cell);
  };
  const extra = cells.slice(width).filter((cell) => cell !== "");
  if (extra.length > 0) fail(null, "too-many-cells", extra.join(" "));
  return {
    line,
    text,
    day: (column) => typed(column, readDay, { wrong: "day-wrong", ambiguous: "day-ambiguous" }),
    quantity: (column) => {
      const read = typed(column, readQuantity, { wrong: "quantity-wrong", ambiguous: "quantity-ambiguous" });
      return read && read > 100_000 ? fail(column, "quantity-wrong", String(read)) : read;
    },
    amount: (column) => {
      const read = typed(column, readAmount, { wrong: "amount-wrong", ambiguous: "amount-ambiguous" });
      return read && read > largest ? fail(column, "amount-wrong", String(read)) : read;
    },
    yes: (column) => {
      const cell = text(column);
      if (cell === null || cell === undefined) return cell;
      if (yes.has(cell.toLowerCase())) return true;
      return no.has(cell.toLowerCase()) ? false : fail(column, "yes-wrong", cell);
    },
    needed: (column) => {
      const before = errors.length;
      const cell = text(column);
      if (!cell && errors.length === before) fail(column, "cell-missing");
      return cell ?? "";
    },
    fail,
    errors,
  };
}
