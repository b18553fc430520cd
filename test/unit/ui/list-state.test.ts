import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  keptOf,
  listAddress,
  readListState,
  showsColumn,
  sortAddress,
  sortedBy,
  type ListSpec,
} from "#app/ui/table/list-state.ts";

const spec: ListSpec = { list: "things", path: "/things", sorts: ["name", "size"], filters: ["show", "q"] };
const read = (query: string) => readListState(spec, new URLSearchParams(query));

describe("what an address asks of a list", () => {
  test.each([
    ["", ""],
    ["show=all&page=3", "show=all"],
    ["page=2&sort=size&show=all", "show=all&sort=size"],
    ["sort=-size", "sort=-size"],
    ["sort=colour", ""],
    ["sort=-", ""],
    ["cols=name.size", "cols=name.size"],
    ["cols=&cols=name&cols=size&cols=name", "cols=name.size"],
    ["cols=", "cols="],
    ["cols=<script>", "cols="],
    ["other=1&q=Jansen", "q=Jansen"],
  ])("%j is %j", (asked, query) => {
    expect(read(asked).query).toBe(query);
  });

  test("whatever is asked, reading it again asks the same, and it fits a saved view", () => {
    const text = fc.string({ unit: "binary", maxLength: 300 });
    const query = fc.dictionary(fc.constantFrom("show", "q", "sort", "cols", "page", "x"), text);
    fc.assert(
      fc.property(query, (asked) => {
        const state = readListState(spec, new URLSearchParams(asked));
        expect(readListState(spec, new URLSearchParams(state.query)).query).toBe(state.query);
        expect(keptOf(state, "show", "q", "sort", "cols")).toEqual({});
      }),
      { numRuns: 40 },
    );
  });

  test("a column's head sorts up, then down, then not", () => {
    expect(sortAddress(read("show=all"), "size")).toBe("/things?show=all&sort=size");
    expect(sortAddress(read("show=all&sort=size"), "size")).toBe("/things?show=all&sort=-size");
    expect(sortAddress(read("show=all&sort=-size"), "size")).toBe("/things?show=all");
    expect(sortAddress(read("sort=size"), "name")).toBe("/things?sort=name");
    expect(listAddress(read(""))).toBe("/things");
  });

  test("the row's name and its buttons stay whatever columns are chosen", () => {
    const shown = (columns: string[] | null, column: Parameters<typeof showsColumn>[1]) =>
      showsColumn(columns, column);
    expect(shown([], { key: "name", primary: true })).toBe(true);
    expect(shown([], { key: "act", hideHeader: true })).toBe(true);
    expect(shown([], { key: "size" })).toBe(false);
    expect(shown(["size"], { key: "size" })).toBe(true);
    expect(shown(null, { key: "size" })).toBe(true);
  });
});

describe("rows in the order asked for", () => {
  const rows = [
    { name: "Zoë", size: 2 },
    { name: "élan", size: null },
    { name: "Anna", size: 10 },
  ];
  const by = (sort: string) =>
    sortedBy(rows, read(`sort=${sort}`).sort, { name: ({ name }) => name, size: ({ size }) => size }).map(
      ({ name }) => name,
    );
  test.each([
    ["name", ["Anna", "élan", "Zoë"]],
    ["-name", ["Zoë", "élan", "Anna"]],
    ["size", ["Zoë", "Anna", "élan"]],
    ["-size", ["Anna", "Zoë", "élan"]],
    ["nothing", ["Zoë", "élan", "Anna"]],
  ])("by %s; what is missing comes last", (sort, names) => {
    expect(by(sort)).toEqual(names);
  });
});
