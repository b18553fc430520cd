import type { Contract, ContractLine } from "#app/contracts/rules/contract.ts";
import type { CostPart } from "#app/contracts/rules/cost.ts";
import { mostLines } from "#app/contracts/rules/form-size.ts";
import type { Month } from "#app/contracts/rules/month.ts";
import { findVersionRefusal } from "#app/contracts/rules/versions.ts";
import { lineReader } from "#app/platform/csv-line.ts";
import { readTable, type CsvTable, type TableError } from "#app/platform/csv-table.ts";
import type { Day } from "#app/platform/day.ts";
import { searchKey } from "#app/platform/search-key.ts";

import { contractColumns, type ContractColumn } from "./columns.ts";
import {
  readRow,
  type ContractError,
  type ContractReader,
  type GivenFacts,
  type GivenLine,
  type Row,
  type RowContext,
} from "./read-row.ts";

/** How many lines a file of contracts may have. */
export const mostContractRows = 500;

type Costs = Partial<Record<CostPart, number>>;

/** What a file of a client's contracts is read against. */
export type ContractContext = RowContext & {
  contracts: readonly Contract[];
  /** What the lines that are known cost, by their id. */
  costs: ReadonlyMap<string, Costs>;
  lastClosedMonth: Month | null;
  newId: () => string;
};

/** A contract of a file: a new one with its lines, or one that is there as the file says. */
export type PlannedContract = {
  /** The file's line where it begins. */
  line: number;
  isNew: boolean;
  contract: Pick<Contract, "name" | "kind" | "termMonths" | "renewal" | "renewalMonths" | "noticeMonths"> & {
    startsOn: Day;
    endsOn: Day | null;
  };
  lines: (Omit<ContractLine, "id"> & { costs: Costs })[];
};

export type PlannedContracts = {
  table: Pick<CsvTable<ContractColumn>, "head" | "at">;
  fileErrors: TableError[];
  errors: ContractError[];
  steps: PlannedContract[];
  /** Columns of the file that nothing is read from. */
  unused: string[];
};

/** Plans what a file does to a client's contracts, with every error in it. A contract is known by its name: one that is there as the file says stays, one that differs is an error, since a change is a version with a day and a reason. */
export function planContracts(
  text: string,
  context: ContractContext,
  chosen: ReadonlyMap<ContractColumn, number> | undefined,
): PlannedContracts {
  const {
    head,
    at,
    width,
    body,
    errors: found,
  } = readTable(text, {
    columns: contractColumns,
    mostRows: mostContractRows,
    chosen,
  });
  const fileErrors = found.filter(({ problem }) => problem !== "column-unknown");
  const unused = found.filter(({ problem }) => problem === "column-unknown").map(({ value }) => value);
  const plan = { table: { head, at }, fileErrors, unused };
  if (fileErrors.length > 0) return { ...plan, errors: [], steps: [] };
  const readers = body.map((row): ContractReader => lineReader(row, at, width));
  const rows = readers.flatMap((reader) => readRow(reader, context) ?? []);
  // A contract of which a line can't be read is not looked at: its other lines would seem to be all.
  const isWhole = readers.every(({ errors }) => errors.length === 0);
  const steps = isWhole ? grouped(rows).flatMap((group) => planGroup(group, context) ?? []) : [];
  return { ...plan, errors: readers.flatMap(({ errors }) => errors), steps };
}

function grouped(rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = searchKey(row.name);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

const columnOf = {
  kind: "kind",
  startsOn: "starts",
  endsOn: "ends",
  termMonths: "term",
  renewal: "renewal",
  renewalMonths: "renewalMonths",
  noticeMonths: "notice",
} as const satisfies Record<keyof GivenFacts, ContractColumn>;

const factKeys = [
  "kind",
  "startsOn",
  "endsOn",
  "termMonths",
  "renewal",
  "renewalMonths",
  "noticeMonths",
] as const;

function planGroup(rows: readonly Row[], context: ContractContext): PlannedContract | null {
  const [first] = rows;
  if (!first) return null;
  const { reader } = first;
  for (const row of rows.slice(1))
    for (const key of factKeys)
      if (row.facts[key] !== undefined && row.facts[key] !== first.facts[key])
        row.reader.fail(columnOf[key], "facts-differ", String(row.facts[key]));
  for (const [at, { line, reader: own }] of rows.entries())
    if (rows.findIndex((one) => searchKey(one.line.label) === searchKey(line.label)) !== at)
      own.fail("line", "line-twice", line.label);
  if (rows.length > mostLines) reader.fail(null, "too-many-lines", String(mostLines));
  const known = context.contracts.find(({ name }) => searchKey(name) === searchKey(first.name));
  const planned = { line: reader.line, isNew: !known, contract: contractOf(first) };
  if (known) compare(known, rows, context);
  else checkNew(first, rows, context);
  if (rows.some((row) => row.reader.errors.length > 0)) return null;
  return {
    ...planned,
    lines: rows.map((row) => lineOf(row.line, planned.contract.startsOn, context.newId())),
  };
}

function contractOf({ name, facts, reader }: Row): PlannedContract["contract"] {
  const { startsOn } = facts;
  if (!startsOn) throw new Error(`line ${reader.line} has no day`);
  return {
    name,
    startsOn,
    kind: facts.kind ?? "managed",
    endsOn: facts.endsOn ?? null,
    termMonths: facts.termMonths ?? null,
    renewal: facts.renewal ?? "manual",
    renewalMonths: facts.renewalMonths ?? 12,
    noticeMonths: facts.noticeMonths ?? 1,
  };
}

function lineOf(given: GivenLine, startsOn: Day, key: string): PlannedContract["lines"][number] {
  const { label, counts, typeId, price, costs } = given;
  return {
    ...{ key, label, counts, typeId: typeId ?? null, price, costs },
    quantity: given.quantity ?? 1,
    minimum: given.minimum ?? 0,
    included: given.included ?? 0,
    rule: given.rule ?? "daily",
    snapshotDay: given.snapshotDay ?? 31,
    onceOn: counts === "once" ? startsOn : null,
  };
}

function checkNew(first: Row, rows: readonly Row[], { lastClosedMonth }: ContractContext): void {
  const { startsOn, endsOn } = contractOf(first);
  if (endsOn !== null && endsOn < startsOn) first.reader.fail("ends", "ends-before-start", endsOn);
  const refusal = findVersionRefusal({
    effectiveOn: startsOn,
    rules: rows.map(({ line }) => line.rule ?? "daily"),
    lastClosedMonth,
    taken: [],
    contract: { startsOn, endsOn: null },
  });
  if (refusal) first.reader.fail("starts", refusal, startsOn);
}

/** Each cell that says something must say what the contract and the lines of its latest version say. */
function compare(known: Contract, rows: readonly Row[], { costs }: ContractContext): void {
  const [first] = rows;
  for (const key of factKeys) {
    const given = first?.facts[key];
    if (given !== undefined && given !== known[key])
      first?.reader.fail(columnOf[key], "contract-differs", String(given));
  }
  const lines = known.versions.at(-1)?.lines ?? [];
  for (const { line, reader } of rows) {
    const same = lines.find(({ label }) => searchKey(label) === searchKey(line.label));
    if (!same) reader.fail("line", "contract-differs", line.label);
    else
      for (const column of differing(line, same, costs.get(same.id) ?? {}))
        reader.fail(column, "contract-differs", line.label);
  }
  for (const { label } of lines)
    if (!rows.some(({ line }) => searchKey(line.label) === searchKey(label)))
      first?.reader.fail(null, "line-missing", label);
}

function differing(given: GivenLine, known: ContractLine, costs: Costs): ContractColumn[] {
  const checks: [ContractColumn, unknown, unknown][] = [
    ["counts", given.counts, known.counts],
    ["type", given.typeId, known.typeId],
    ["price", JSON.stringify(given.price), JSON.stringify(known.price)],
    ["quantity", given.quantity, known.quantity],
    ["minimum", given.minimum, known.minimum],
    ["included", given.included, known.included],
    ["rule", given.rule, known.rule],
    ["day", given.snapshotDay, known.snapshotDay],
    ["licence", given.costs.licence, costs.licence ?? 0],
    ["monitoring", given.costs.monitoring, costs.monitoring ?? 0],
    ["security", given.costs.security, costs.security ?? 0],
    ["outsourcing", given.costs.outsourcing, costs.outsourcing ?? 0],
    ["other", given.costs.other, costs.other ?? 0],
  ];
  return checks.flatMap(([column, said, is]) => (said !== undefined && said !== is ? [column] : []));
}
