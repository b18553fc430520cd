import type { Day } from "#app/platform/day.ts";

import { isInForce, versionOn, type Contract, type ContractLine } from "./contract.ts";
import type { HeldItem } from "./month-lines.ts";
import { standingOn, termEndOn } from "./terms.ts";

/** How many licences of a product the price of one seat of a type holds. */
type Included = { seatTypeId: string; productId: string; quantity: number };

/**
 * How many of each product the contracts in force count on a day: what is held or bought, but never fewer than a line's minimum; and
 * of what a seat's price holds, as many as there are seats of that type, by the same rule.
 */
export function licencesInContract(
  contracts: readonly Contract[],
  held: readonly HeldItem[],
  on: Day,
  included: readonly Included[] = [],
): Map<string, number> {
  const found = new Map<string, number>();
  const add = (productId: string, count: number): void => {
    found.set(productId, (found.get(productId) ?? 0) + count);
  };
  const there = held.filter(({ from, until }) => from <= on && (until === null || on <= until));
  for (const contract of contracts.filter((one) => isInForce(one, on))) {
    const all = versionOn(contract, on)?.lines ?? [];
    const lines = all.filter(({ counts }) => counts === "licence" || counts === "bought");
    for (const line of lines)
      for (const productId of typesOf(line, lines, there)) add(productId, countOf(line, productId, there));
    const seatLines = all.filter(({ counts }) => counts === "seat");
    for (const line of seatLines)
      for (const seatTypeId of typesOf(line, seatLines, there))
        for (const { productId, quantity } of included.filter((one) => one.seatTypeId === seatTypeId))
          add(productId, countOf(line, seatTypeId, there) * quantity);
  }
  return found;
}

/** The last day of the term that the contracts in force on a day are in, the latest of them; null where none has an end. */
export function lastTermEnd(contracts: readonly Contract[], on: Day): Day | null {
  return contracts
    .filter((contract) => isInForce(contract, on))
    .flatMap((contract) => contract.endsOn ?? termEndOn(standingOn(contract, on), on) ?? [])
    .reduce<Day | null>((latest, end) => (latest === null || end > latest ? end : latest), null);
}

/** How many of one type a line counts: those that are there, but never fewer than its minimum. */
function countOf(
  { counts, typeId, minimum }: ContractLine,
  type: string,
  there: readonly HeldItem[],
): number {
  const count = there
    .filter((one) => one.kind === counts && one.typeId === type)
    .reduce((sum, { times }) => sum + times, 0);
  return Math.max(count, typeId === null ? 0 : minimum);
}

/** The types that a line counts: its own, or all that no other line of its kind names. */
function typesOf(line: ContractLine, lines: readonly ContractLine[], held: readonly HeldItem[]): string[] {
  if (line.typeId !== null) return [line.typeId];
  const named = lines.filter(({ counts }) => counts === line.counts).map(({ typeId }) => typeId);
  const all = held.filter(({ kind }) => kind === line.counts).map(({ typeId }) => typeId);
  return [...new Set(all)].filter((typeId) => !named.includes(typeId));
}
