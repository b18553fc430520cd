import { addDays, type Day } from "#app/platform/day.ts";

import type { Contract, ContractLine, LineKind } from "./contract.ts";
import type { CountedLine, CountingRule, Held, LineTerms } from "./counting.ts";
import { clip, firstDayOf, lastDayOf, monthOf, type Month, type Span } from "./month.ts";
import { spansOf } from "./versions.ts";

/** Something that a client had from a day to a day (inclusive) and that a line can count. */
export type HeldItem = Span & {
  kind: "seat" | "device" | "licence" | "bought" | "job";
  typeId: string;
  subjectId: string;
  label: string;
  times: number;
  /** Of a device alone: whether it follows the MSP's standard. */
  onStandard: boolean | null;
};

/** A contract's line as it counts in a month, under the name that it bears at the end of it. */
export type MonthLine = {
  contractId: string;
  key: string;
  label: string;
  counts: LineKind;
  typeId: string | null;
  counted: CountedLine;
};

/** The lines that count in a month, of all of a client's contracts that are in force on a day of it. */
export function linesInMonth(contracts: readonly Contract[], month: Month): MonthLine[] {
  return contracts.flatMap((contract) => linesOf(contract, month));
}

function linesOf(contract: Contract, month: Month): MonthLine[] {
  const whole = { from: firstDayOf(month), until: lastDayOf(month) };
  const found = new Map<string, MonthLine & { terms: LineTerms[] }>();
  const versions = spansOf(contract.versions, contract.endsOn, (on) => addDays(on, -1));
  for (const { effectiveOn, until, lines } of versions) {
    const span = clip({ from: effectiveOn, until }, whole);
    for (const line of span ? lines : []) {
      // Hours are no number of units: rules/hours-line.ts prices them.
      if (line.counts === "hours") continue;
      const terms = termsOf(line, span ?? whole, month);
      if (!terms) continue;
      const before = found.get(line.key)?.terms ?? [];
      const all = [...before, terms];
      found.set(line.key, { ...nameOf(contract.id, line), terms: all, counted: countedOf(line, all) });
    }
  }
  return [...found.values()].map(({ terms: _, ...line }) => line);
}

function nameOf(contractId: string, { key, label, counts, typeId }: ContractLine) {
  return { contractId, key, label, counts, typeId };
}

function countedOf({ counts, rule, snapshotDay }: ContractLine, terms: LineTerms[]): CountedLine {
  // A one-off line and a job are charged whole, whatever the day.
  const once: CountingRule = "whole-month";
  return {
    rule: counts === "once" || counts === "job" ? once : rule,
    snapshotDay,
    fixed: counts === "fixed" || counts === "once",
    each: counts === "job",
    terms,
  };
}

function termsOf(line: ContractLine, span: { from: Day; until: Day }, month: Month): LineTerms | null {
  const { price, quantity, minimum, included, onceOn } = line;
  if (onceOn !== null && (monthOf(onceOn) !== month || onceOn < span.from || onceOn > span.until))
    return null;
  return { ...span, price, quantity, minimum, included };
}

/** What a line counts of all that a client had; a line that names no type counts what no other line of its contract names. */
export function heldBy(line: MonthLine, lines: readonly MonthLine[], held: readonly HeldItem[]): Held[] {
  const named = lines
    .filter(
      ({ contractId, counts, key }) =>
        contractId === line.contractId && counts === line.counts && key !== line.key,
    )
    .map(({ typeId }) => typeId);
  return held
    .filter((item) => isOf(line, item))
    .filter(
      ({ kind, typeId }) =>
        kind === "job" || (line.typeId === null ? !named.includes(typeId) : typeId === line.typeId),
    )
    .map(({ subjectId, label, from, until, times }) => ({
      unit: subjectId,
      label: label || line.label,
      from,
      until,
      times,
    }));
}

function isOf({ counts, key }: MonthLine, { kind, typeId, onStandard }: HeldItem): boolean {
  if (kind === "job") return counts === "job" && typeId === key;
  if (counts === "off_standard") return kind === "device" && onStandard === false;
  return counts === kind;
}
