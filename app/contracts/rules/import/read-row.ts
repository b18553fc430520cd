import type { Renewal } from "#app/contracts/rules/clock.ts";
import type { ContractKind, LineKind } from "#app/contracts/rules/contract.ts";
import { costParts, type CostPart } from "#app/contracts/rules/cost.ts";
import type { CountingRule } from "#app/contracts/rules/counting.ts";
import { findTierProblem, type LinePrice, type Tier } from "#app/contracts/rules/line-price.ts";
import type { VersionRefusal } from "#app/contracts/rules/versions.ts";
import type { CellError, CellProblem, LineReader } from "#app/platform/csv-line.ts";
import type { Day } from "#app/platform/day.ts";
import { searchKey } from "#app/platform/search-key.ts";

import type { ContractColumn } from "./columns.ts";

/** Why a line that can be read can't be brought in. */
export type LineProblem =
  | VersionRefusal
  | "word-wrong"
  | "type-unknown"
  | "price-wrong"
  | "months-wrong"
  | "facts-differ"
  | "contract-differs"
  | "line-twice"
  | "line-missing"
  | "too-many-lines"
  | "ends-before-start";
export type ContractProblem = CellProblem | LineProblem;
export type ContractError = CellError<ContractColumn, ContractProblem>;
export type ContractReader = LineReader<ContractColumn, LineProblem>;

type PriceMode = "unit" | "graduated" | "volume";

/** The words of a file and what they mean, in any language, by their search key. */
export type ContractWords = {
  kind: ReadonlyMap<string, ContractKind>;
  renewal: ReadonlyMap<string, Renewal>;
  counts: ReadonlyMap<string, LineKind>;
  rule: ReadonlyMap<string, CountingRule>;
  mode: ReadonlyMap<string, PriceMode>;
};

/** What can be counted, by what it is called. */
export type NamedType = { kind: "seat" | "device" | "licence"; typeId: string; name: string };

export type RowContext = {
  words: ContractWords;
  types: readonly NamedType[];
  /** Reads a price list as people type it; null where it can't be read. */
  readSteps: (text: string) => Tier[] | null;
};

/** What a line says of its contract; undefined where it says nothing. */
export type GivenFacts = {
  kind: ContractKind | undefined;
  startsOn: Day | undefined;
  endsOn: Day | undefined;
  termMonths: number | undefined;
  renewal: Renewal | undefined;
  renewalMonths: number | undefined;
  noticeMonths: number | undefined;
};

/** What a line says of its price line; undefined where it says nothing. */
export type GivenLine = {
  label: string;
  counts: LineKind;
  typeId: string | undefined;
  price: LinePrice;
  quantity: number | undefined;
  minimum: number | undefined;
  included: number | undefined;
  rule: CountingRule | undefined;
  snapshotDay: number | undefined;
  costs: Partial<Record<CostPart, number>>;
};

export type Row = { name: string; facts: GivenFacts; line: GivenLine; reader: ContractReader };

/** Reads one line of a file of contracts; null where something is wrong, which the reader then holds. */
export function readRow(reader: ContractReader, context: RowContext): Row | null {
  const { words } = context;
  const [name, label] = [reader.needed("contract"), reader.needed("line")];
  const startsOn = reader.day("starts");
  if (startsOn === null && reader.errors.length === 0) reader.fail("starts", "cell-missing");
  const facts: GivenFacts = {
    kind: word(reader, "kind", words.kind),
    startsOn: startsOn ?? undefined,
    endsOn: reader.day("ends") ?? undefined,
    termMonths: within(reader, "term", 1, 120, "months-wrong"),
    renewal: word(reader, "renewal", words.renewal),
    renewalMonths: within(reader, "renewalMonths", 1, 120, "months-wrong"),
    noticeMonths: within(reader, "notice", 0, 24, "months-wrong"),
  };
  const counts = word(reader, "counts", words.counts);
  if (!counts && reader.errors.length === 0) reader.fail("counts", "cell-missing");
  const price = priceOf(reader, context, counts);
  const typeId = counts && typeOf(reader, context, counts);
  const bounds = {
    quantity: within(reader, "quantity", 1, 100_000, "quantity-wrong"),
    minimum: within(reader, "minimum", 0, 100_000, "quantity-wrong"),
    included: within(reader, "included", 0, 100_000, "quantity-wrong"),
    rule: word(reader, "rule", words.rule),
    snapshotDay: within(reader, "day", 1, 31, "quantity-wrong"),
  };
  const costs = costsOf(reader);
  if (!counts || !price || reader.errors.length > 0) return null;
  return { name, facts, line: { label, counts, typeId, price, ...bounds, costs }, reader };
}

function word<Value>(
  reader: ContractReader,
  column: ContractColumn,
  known: ReadonlyMap<string, Value>,
): Value | undefined {
  const text = reader.text(column);
  if (!text) return undefined;
  return known.get(searchKey(text)) ?? reader.fail(column, "word-wrong", text) ?? undefined;
}

function within(
  reader: ContractReader,
  column: ContractColumn,
  least: number,
  most: number,
  problem: "months-wrong" | "quantity-wrong",
): number | undefined {
  const read = reader.quantity(column);
  if (read === null || read === undefined) return undefined;
  if (read < least || read > most) reader.fail(column, problem, String(read));
  return read;
}

function priceOf(
  reader: ContractReader,
  { words, readSteps }: RowContext,
  counts: LineKind | undefined,
): LinePrice | null {
  const mode = word(reader, "mode", words.mode) ?? "unit";
  if (mode === "unit") {
    const before = reader.errors.length;
    const unitMinor = reader.amount("price");
    if (!unitMinor && reader.errors.length === before)
      return reader.fail("price", unitMinor === 0 ? "price-wrong" : "cell-missing", "0");
    return unitMinor ? { unitMinor } : null;
  }
  const text = reader.needed("price");
  const steps = readSteps(text);
  if (!steps || findTierProblem(steps) !== null || counts === "hours")
    return reader.fail("price", "price-wrong", text);
  return { mode, steps };
}

/** What the type of a line is called where its kind has types; an empty cell counts all that no other line names. */
function typeOf(reader: ContractReader, { types }: RowContext, counts: LineKind): string | undefined {
  const text = reader.text("type");
  if (!text) return undefined;
  const held = counts === "bought" ? "licence" : counts === "off_standard" ? "device" : counts;
  const key = searchKey(text);
  const found = types.find(({ kind, name }) => kind === held && searchKey(name) === key);
  return found?.typeId ?? reader.fail("type", "type-unknown", text) ?? undefined;
}

function costsOf(reader: ContractReader): Partial<Record<CostPart, number>> {
  const costs: Partial<Record<CostPart, number>> = {};
  for (const part of costParts) {
    const amount = reader.amount(part);
    if (typeof amount === "number") costs[part] = amount;
  }
  return costs;
}
