import type { Result } from "./result.ts";
import { readAmount } from "./typed/amount.ts";
import { readDay } from "./typed/day.ts";
import type { TypedRefusal } from "./typed/decimal.ts";
import { holdsHiddenSign } from "./typed/hidden-signs.ts";
import { readQuantity } from "./typed/quantity.ts";
import type { ReadLine } from "./csv-read.ts";
import { excerpt } from "./csv-table.ts";
import type { Day } from "./day.ts";

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
export type CellError<Column extends string, Problem extends string> = {
  line: number;
  column: Column | null;
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
export type LineReader<Column extends string, Problem extends string> = {
  line: number;
  text: (column: Column) => string | null | undefined;
  day: (column: Column) => Day | null | undefined;
  quantity: (column: Column) => number | null | undefined;
  amount: (column: Column) => number | null | undefined;
  yes: (column: Column) => boolean | null | undefined;
  /** A text that must be there. */
  needed: (column: Column) => string;
  fail: (column: Column | null, problem: Problem | CellProblem, value?: string) => null;
  errors: CellError<Column, Problem | CellProblem>[];
};

/** A reader of a line whose columns stand where `at` says; `width` is the number of cells that the head has. */
export function lineReader<Column extends string, Problem extends string>(
  { line, cells }: ReadLine,
  at: ReadonlyMap<Column, number>,
  width: number,
): LineReader<Column, Problem> {
  const errors: CellError<Column, Problem | CellProblem>[] = [];
  const fail = (column: Column | null, problem: Problem | CellProblem, value = ""): null => {
    errors.push({ line, column, problem, value: excerpt(value) });
    return null;
  };
  const text = (column: Column): string | null | undefined => {
    const index = at.get(column);
    if (index === undefined) return undefined;
    const cell = cells[index] ?? "";
    if (cell === "") return null;
    if (formula.test(cell)) return fail(column, "formula", cell);
    if (holdsHiddenSign(cell) || /\p{Cc}/u.test(cell)) return fail(column, "sign-wrong", cell);
    return cell.length > longest ? fail(column, "too-long", cell) : cell.replace(escaped, "");
  };
  const typed = <Value>(
    column: Column,
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
