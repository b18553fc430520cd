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

/** What a line counts while a version is in force: a type, or (null) all of its kind that no other line of that version names. */
export type Counting = { from: Day; until: Day; counts: LineKind; typeId: string | null; named: string[] };

/** The request that a line is charged for. */
export type ChargedRequest = { id: string; number: number };

/**
 * A contract's line as it counts in a month, under the name that it bears at the end of it; `countings` has one entry for each of its
 * terms. One that is charged for a request belongs to no contract.
 */
export type MonthLine = {
  contractId: string | null;
  key: string;
  label: string;
  counts: LineKind;
  countings: Counting[];
  counted: CountedLine;
  request?: ChargedRequest;
};

/** The lines that count in a month, of all of a client's contracts that are in force on a day of it. */
export function linesInMonth(contracts: readonly Contract[], month: Month): MonthLine[] {
  return contracts.flatMap((contract) => linesOf(contract, month));
}

function linesOf(contract: Contract, month: Month): MonthLine[] {
  const whole = { from: firstDayOf(month), until: lastDayOf(month) };
  const found = new Map<string, { line: ContractLine; countings: Counting[]; terms: LineTerms[] }>();
  const versions = spansOf(contract.versions, contract.endsOn, (on) => addDays(on, -1));
  for (const { effectiveOn, until, lines } of versions) {
    const span = clip({ from: effectiveOn, until }, whole);
    for (const line of span ? lines : []) {
      // Hours are no number of units: rules/hours-line.ts prices them.
      if (line.counts === "hours") continue;
      const terms = termsOf(line, span ?? whole, month);
      if (!terms) continue;
      const before = found.get(line.key);
      found.set(line.key, {
        line,
        countings: [...(before?.countings ?? []), countingOf(line, lines, span ?? whole)],
        terms: [...(before?.terms ?? []), terms],
      });
    }
  }
  return [...found.values()].map(({ line, countings, terms }) => {
    const { key, label, counts } = line;
    return { contractId: contract.id, key, label, counts, countings, counted: countedOf(line, terms) };
  });
}

function countingOf(
  { key, counts, typeId }: ContractLine,
  lines: readonly ContractLine[],
  span: { from: Day; until: Day },
): Counting {
  const others = lines.filter((other) => other.counts === counts && other.key !== key);
  return { ...span, counts, typeId, named: others.flatMap((other) => other.typeId ?? []) };
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

/** What a line counts of all that a client had, on the days on which its version counts it. */
export function heldBy({ key, label: name, countings }: MonthLine, held: readonly HeldItem[]): Held[] {
  const found: Held[] = [];
  for (const item of held)
    for (const counting of countings) {
      const days = isCounted(key, counting, item) ? clip(item, counting) : null;
      const { subjectId, label, times } = item;
      if (days) found.push({ unit: subjectId, label: label || name, ...days, times });
    }
  return found;
}

function isCounted(
  key: string,
  { counts, typeId, named }: Counting,
  { kind, typeId: own, onStandard }: HeldItem,
): boolean {
  if (kind === "job") return counts === "job" && own === key;
  const isOf = counts === "off_standard" ? kind === "device" && onStandard === false : counts === kind;
  return isOf && (typeId === null ? !named.includes(own) : own === typeId);
}
