import { readCsv, type ReadLine } from "./csv-read.ts";

/** A column that a file may have: the names that head it, in any language, and whether a file can do without. */
export type ColumnSpec<Column extends string> = {
  column: Column;
  names: readonly string[];
  required: boolean;
};

export type TableProblem =
  "empty" | "quote-open" | "column-missing" | "column-unknown" | "column-twice" | "too-many-rows";
export type TableError = { line: number; problem: TableProblem; value: string };

/** A file as a table: its head, where each known column stands, its lines, and what is wrong with the whole of it. */
export type CsvTable<Column extends string> = {
  head: string[];
  /** How many cells the head has. */
  width: number;
  at: ReadonlyMap<Column, number>;
  body: ReadLine[];
  errors: TableError[];
};

type TableLimits<Column extends string> = {
  columns: readonly ColumnSpec<Column>[];
  mostRows: number;
  /** Where somebody says that columns stand, instead of what the head says. */
  chosen?: ReadonlyMap<Column, number> | undefined;
};

const mostColumns = 40;
/** How many unknown columns are named. */
const mostNamed = 20;

/**
 * Reads a file of separated cells whose first line names the columns. A column that no name fits is an error of its own
 * kind, which a caller may overlook; with any other error the lines say nothing.
 */
export function readTable<Column extends string>(
  text: string,
  { columns, mostRows, chosen }: TableLimits<Column>,
): CsvTable<Column> {
  const csv = readCsv(text);
  const [head, ...body] = csv.lines;
  const broken = (line: number, problem: TableProblem, value = ""): CsvTable<Column> => ({
    head: head?.cells.slice(0, mostColumns) ?? [],
    width: head?.cells.length ?? 0,
    at: new Map(),
    body: [],
    errors: [{ line, problem, value }],
  });
  if (csv.unclosedAt !== null) return broken(csv.unclosedAt, "quote-open");
  if (!head || body.length === 0) return broken(1, "empty");
  if (body.length > mostRows) return broken(head.line, "too-many-rows", String(body.length));
  const cells = head.cells.slice(0, mostColumns);
  const found = chosen ? chosenColumns(cells, chosen) : cells.map((cell) => columnOf(cell, columns));
  const error = (problem: TableProblem, value: string): TableError => ({
    line: head.line,
    problem,
    value: excerpt(value),
  });
  return {
    head: cells,
    width: head.cells.length,
    at: new Map(
      found.flatMap((column, index) => (column === null ? [] : [[column, index] as const])).reverse(),
    ),
    body,
    errors: [
      ...cells
        .filter((cell, index) => found[index] === null && cell !== "")
        .slice(0, mostNamed)
        .map((cell) => error("column-unknown", cell)),
      ...found.flatMap((column, index) =>
        column !== null && found.indexOf(column) !== index ? [error("column-twice", cells[index] ?? "")] : [],
      ),
      ...columns.flatMap(({ column, required }) =>
        required && !found.includes(column) ? [error("column-missing", column)] : [],
      ),
    ],
  };
}

function columnOf<Column extends string>(
  cell: string,
  columns: readonly ColumnSpec<Column>[],
): Column | null {
  const name = cell.toLowerCase().replace(/\s+/g, " ");
  return columns.find(({ names }) => names.some((one) => one.toLowerCase() === name))?.column ?? null;
}

function chosenColumns<Column extends string>(
  cells: readonly string[],
  chosen: ReadonlyMap<Column, number>,
): (Column | null)[] {
  return cells.map((_, index) => [...chosen].find(([, at]) => at === index)?.[0] ?? null);
}

/** What a message shows of a cell. */
export function excerpt(value: string): string {
  return value.length > 80 ? `${value.slice(0, 80)}…` : value;
}
