import { lineReader, type CellError, type CellProblem, type LineReader } from "#app/platform/csv-line.ts";
import { readTable, type CsvTable, type TableError } from "#app/platform/csv-table.ts";
import type { Day } from "#app/platform/day.ts";
import { searchKey } from "#app/platform/search-key.ts";

import type { DeviceRefusal } from "#app/people/rules/device-acts.ts";
import { workDays } from "#app/people/rules/employee-acts.ts";
import {
  applyChange,
  type Change,
  type Employee,
  type Pool,
  type Records,
  type Roster,
} from "#app/people/rules/roster.ts";
import { isOn } from "#app/people/rules/span.ts";
import type { StandardRefusal } from "#app/people/rules/standard-changes.ts";
import { columnsOf, type ImportColumn, type ImportKind } from "./columns.ts";

/** Why a line that can be read can't be brought in. */
export type LineProblem =
  | StandardRefusal
  | DeviceRefusal
  | "mail-wrong"
  | "person-unknown"
  | "person-ambiguous"
  | "seat-type-unknown"
  | "product-unknown"
  | "product-ambiguous"
  | "price-differs"
  | "other-currency"
  | "term-wrong"
  | "term-before-start"
  | "one-holder"
  | "kind-wrong"
  | "kind-otherwise"
  | "ended-before"
  | "starts-otherwise"
  | "line-twice";
export type ImportProblem = CellProblem | LineProblem;
export type ImportError = CellError<ImportColumn, ImportProblem>;
export type Reader = LineReader<ImportColumn, LineProblem>;

/** A product as an import knows it; prices a month in minor units, the cost null for who may not see it. */
export type ImportProduct = {
  id: string;
  vendor: string;
  sku: string;
  name: string;
  priceMinor: number;
  costMinor: number | null;
  currency: string;
  termMonths: number;
};

/** What lines are read against besides the roster. */
export type ImportContext = {
  today: Day;
  currency: string;
  products: readonly ImportProduct[];
  seatTypes: readonly { id: string; names: readonly string[] }[];
  /** What a kind of device is called, in any language. */
  deviceKinds: ReadonlyMap<string, string>;
  /** A mail address in its one spelling; null for a text that is none. */
  readMailAddress: (text: string) => string | null;
  newId: () => string;
};

/** What ends with a last day that a line gives somebody; devices stay, without a holder. */
export type Ends = { onDay: Day; seats: number; licences: number; rights: number; devices: number };

/** What one line does. `key` is what it speaks of: two lines of a file can't speak of the same. */
export type Step = {
  key: string;
  label: string;
  onDay: Day;
  isNew: boolean;
  changes: Change[];
  pool?: Pool;
  product?: ImportProduct;
  ends?: Ends | undefined;
};
export type PlannedLine = Step & { line: number };
export type PlannedFile = {
  table: Pick<CsvTable<ImportColumn>, "head" | "at">;
  /** What is wrong with the file as a whole. */
  fileErrors: TableError[];
  errors: ImportError[];
  steps: PlannedLine[];
  /** Columns of the file that nothing is read from. */
  unused: string[];
};

/** Reads one line and decides on the roster as the lines before it left it; null where something is wrong, which the reader then holds. */
export type PlanLine = (roster: Roster, context: ImportContext, line: Reader) => Step | null;

/** How many lines a file may have. */
export const mostLines = 2000;

/** Plans what a whole file does to a roster, line after line, and finds every error in it. */
export function planFile(
  text: string,
  kind: ImportKind,
  planLine: PlanLine,
  {
    roster,
    context,
    chosen,
  }: { roster: Roster; context: ImportContext; chosen?: ReadonlyMap<ImportColumn, number> | undefined },
): PlannedFile {
  const table = readTable(text, { columns: columnsOf(kind), mostRows: mostLines, chosen });
  const { head, at, width } = table;
  const fileErrors = table.errors.filter(({ problem }) => problem !== "column-unknown");
  const unused = table.errors.filter(({ problem }) => problem === "column-unknown").map(({ value }) => value);
  if (fileErrors.length > 0) return { table: { head, at }, fileErrors, errors: [], steps: [], unused };
  const [errors, steps, seen] = [new Array<ImportError>(), new Array<PlannedLine>(), new Set<string>()];
  let [now, products] = [roster, context.products];
  for (const row of table.body) {
    const reader: Reader = lineReader(row, at, width);
    const step = planLine(now, { ...context, products }, reader);
    if (step && seen.has(step.key)) reader.fail(null, "line-twice", step.label);
    errors.push(...reader.errors);
    if (!step || reader.errors.length > 0) continue;
    seen.add(step.key);
    now = {
      ...step.changes.reduce<Records>(applyChange, now),
      pools: step.pool ? [...now.pools, step.pool] : now.pools,
    };
    if (step.product) products = [...products, step.product];
    steps.push({ ...step, line: row.line });
  }
  return { table: { head, at }, fileErrors, errors, steps, unused };
}

/** Tells whether a step changes anything. */
export function isChange({ changes, pool, product }: Step): boolean {
  return changes.length > 0 || pool !== undefined || product !== undefined;
}

/** A person's name as it is searched by; kept with the row, since a file asks it of everybody on each of its lines. */
export function nameKey(person: Employee): string {
  const known = nameKeys.get(person);
  if (known !== undefined) return known;
  const key = searchKey(person.name);
  nameKeys.set(person, key);
  return key;
}
const nameKeys = new WeakMap<Employee, string>();

/** Whom a cell names, by mail address or name; of several, who works there on the day. */
export function personIn(
  roster: Roster,
  line: Reader,
  column: ImportColumn,
  onDay: Day | null | undefined,
): Employee | null | undefined {
  const text = line.text(column);
  if (text === null || text === undefined) return text;
  const key = searchKey(text);
  const mail = text.includes("@") ? text.toLowerCase() : null;
  const alike = roster.employee.filter((one) => (mail ? one.email === mail : nameKey(one) === key));
  const working = onDay ? alike.filter((one) => isOn(workDays(one), onDay)) : [];
  const [person, ...others] = working.length > 0 ? working : alike;
  if (!person) return line.fail(column, "person-unknown", text);
  return others.length > 0 ? line.fail(column, "person-ambiguous", text) : person;
}

/** The product that a line names by SKU, and by its vendor and term where it gives them; null where there is none or more than one. */
export function productsIn(context: ImportContext, line: Reader): ImportProduct[] {
  const [sku, vendor, term] = [line.needed("sku"), line.text("vendor"), line.quantity("term")];
  return context.products.filter(
    (one) =>
      searchKey(one.sku) === searchKey(sku) &&
      (!vendor || searchKey(one.vendor) === searchKey(vendor)) &&
      (!term || one.termMonths === term),
  );
}
