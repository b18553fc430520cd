import type { Day } from "#app/platform/day.ts";

import { isInForce, versionOn, type Contract, type ContractLine } from "./contract.ts";
import type { HeldItem } from "./month-lines.ts";
import { standingOn, termEndOn } from "./terms.ts";

/** How many of each product the contracts in force count on a day: what is held or bought, but never fewer than a line's minimum. */
export function licencesInContract(
  contracts: readonly Contract[],
  held: readonly HeldItem[],
  on: Day,
): Map<string, number> {
  const found = new Map<string, number>();
  const there = held.filter(({ from, until }) => from <= on && (until === null || on <= until));
  for (const contract of contracts.filter((one) => isInForce(one, on))) {
    const lines = (versionOn(contract, on)?.lines ?? []).filter(
      ({ counts }) => counts === "licence" || counts === "bought",
    );
    for (const line of lines)
      for (const productId of productsOf(line, lines, there)) {
        const count = there
          .filter(({ kind, typeId }) => kind === line.counts && typeId === productId)
          .reduce((sum, { times }) => sum + times, 0);
        found.set(
          productId,
          (found.get(productId) ?? 0) + Math.max(count, line.typeId === null ? 0 : line.minimum),
        );
      }
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

/** The products that a line counts: its own, or all that no other line of its kind names. */
function productsOf(line: ContractLine, lines: readonly ContractLine[], held: readonly HeldItem[]): string[] {
  if (line.typeId !== null) return [line.typeId];
  const named = lines.filter(({ counts }) => counts === line.counts).map(({ typeId }) => typeId);
  const all = held.filter(({ kind }) => kind === line.counts).map(({ typeId }) => typeId);
  return [...new Set(all)].filter((typeId) => !named.includes(typeId));
}
