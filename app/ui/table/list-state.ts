import { compareNames } from "#app/platform/search-key.ts";

/** A list that its reader can sort, filter and cut down to some columns; all of it stands in the address. */
export interface ListSpec {
  /** Its name among the saved views: lower-case letters. */
  list: string;
  path: string;
  /** Columns that sort, by their keys. */
  sorts: readonly string[];
  /** Parameters of the address that choose rows. */
  filters: readonly string[];
}

/** What an address asks of a list, in one spelling. */
export interface ListState {
  list: string;
  path: string;
  sorts: readonly string[];
  /** null is the list's own order. */
  sort: { by: string; down: boolean } | null;
  /** The keys of the columns to show; null shows all. */
  columns: string[] | null;
  /** All that it asks but the page, as the query of an address: what a saved view keeps. */
  query: string;
}

const longestValue = 100;
const columnKey = /^[a-z-]{1,20}$/i;

/** Reads what an address asks of a list; parameters that the list doesn't know, and values of no sense, are left out. */
export function readListState(spec: ListSpec, params: URLSearchParams): ListState {
  const sort = sortIn(spec, params.get("sort"));
  const columns = columnsIn(params);
  const query = new URLSearchParams();
  for (const name of spec.filters) {
    const value = params.get(name)?.slice(0, longestValue) ?? "";
    if (value !== "") query.set(name, value);
  }
  if (sort) query.set("sort", sort.down ? `-${sort.by}` : sort.by);
  if (columns) query.set("cols", columns.join("."));
  return { list: spec.list, path: spec.path, sorts: spec.sorts, sort, columns, query: query.toString() };
}

function sortIn({ sorts }: ListSpec, asked: string | null): ListState["sort"] {
  const down = asked?.startsWith("-") ?? false;
  const by = sorts.find((key) => key === (down ? asked?.slice(1) : asked));
  return by === undefined ? null : { by, down };
}

/** Columns come as one word, `name.state`, or as a form with tick boxes sends them, one a parameter. */
function columnsIn(params: URLSearchParams): string[] | null {
  if (!params.has("cols")) return null;
  const keys = params.getAll("cols").flatMap((value) => value.split("."));
  return [...new Set(keys.filter((key) => columnKey.test(key)))].slice(0, 20);
}

/** The list's address with other parameters than now, from its first page on; null takes a parameter away. */
export function listAddress(state: ListState, change: Record<string, string | null> = {}): string {
  const query = new URLSearchParams(state.query);
  for (const [name, value] of Object.entries(change))
    if (value === null) query.delete(name);
    else query.set(name, value);
  const text = query.toString();
  return text === "" ? state.path : `${state.path}?${text}`;
}

/** What a form that sets these parameters sends along of the others. */
export function keptOf(state: ListState, ...names: string[]): Record<string, string> {
  return Object.fromEntries([...new URLSearchParams(state.query)].filter(([name]) => !names.includes(name)));
}

/** Where a column's head leads: its order from the least on, then from the most, then the list's own order again. */
export function sortAddress(state: ListState, by: string): string {
  const { sort } = state;
  if (sort?.by !== by) return listAddress(state, { sort: by });
  return listAddress(state, { sort: sort.down ? null : `-${by}` });
}

/** Whether the list shows a column; what names the row and what acts on it is always there. */
export function showsColumn(
  columns: string[] | null | undefined,
  column: { key: string; primary?: boolean | undefined; hideHeader?: boolean | undefined },
): boolean {
  return !columns || Boolean(column.primary) || Boolean(column.hideHeader) || columns.includes(column.key);
}

/** Rows by one of several values, names as a reader orders them; what is missing comes last both ways, equals keep their places. */
export function sortedBy<Row>(
  rows: readonly Row[],
  sort: ListState["sort"],
  values: Record<string, (row: Row) => string | number | null>,
): Row[] {
  const valueOf = sort && values[sort.by];
  if (!valueOf) return [...rows];
  return [...rows].sort((left, right) => {
    const [a, b] = [valueOf(left), valueOf(right)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    const order = typeof a === "number" && typeof b === "number" ? a - b : compareNames(String(a), String(b));
    return sort.down ? -order : order;
  });
}
