import { addDays, type Day } from "#app/platform/day.ts";

import { versionOn, type Contract, type ContractLine, type ContractVersion } from "./contract.ts";
import { asOn } from "./terms.ts";

/** A line that a version prices otherwise than the one before; null where it is not there. */
export type PriceChange = { label: string; before: ContractLine | null; after: ContractLine | null };

/** The lines whose price, number or bounds a version changes, those that it adds and those that it leaves out. */
export function priceChanges(before: readonly ContractLine[], after: readonly ContractLine[]): PriceChange[] {
  const changed = after.flatMap((line): PriceChange[] => {
    const old = before.find(({ key }) => key === line.key) ?? null;
    return old && costsTheSame(old, line) ? [] : [{ label: line.label, before: old, after: line }];
  });
  const gone = before.filter(({ key }) => after.every((line) => line.key !== key));
  return [...changed, ...gone.map((line) => ({ label: line.label, before: line, after: null }))];
}

function costsTheSame(one: ContractLine, other: ContractLine): boolean {
  const priced = ({ price, quantity, minimum, included, counts, typeId, rule }: ContractLine): string =>
    JSON.stringify([Object.entries(price).sort(), quantity, minimum, included, counts, typeId, rule]);
  return priced(one) === priced(other);
}

/** A version to come that changes prices, with what it changes and the last day on which its client is told in time. */
export type ComingPrices = { version: ContractVersion; changes: PriceChange[]; announceBy: Day };

/** The versions of a contract that begin after a day and change prices, in the order in which they begin. */
export function comingPrices(contract: Contract, today: Day): ComingPrices[] {
  return contract.versions.slice(1).flatMap((version) => {
    if (version.effectiveOn <= today) return [];
    const before = versionOn(contract, addDays(version.effectiveOn, -1));
    const changes = priceChanges(before?.lines ?? [], version.lines);
    const announceBy = announceDay(contract, version.effectiveOn);
    return changes.length === 0 ? [] : [{ version, changes, announceBy }];
  });
}

/** How many days ahead a price is told where the contract agrees no indexation. */
const usualDays = 30;

/** The last day on which a client is told in time of prices that begin on a day: as many days before as its indexation says, else thirty. */
export function announceDay(contract: Contract, on: Day): Day {
  return addDays(on, -(asOn(contract, on).indexation?.noticeDays ?? usualDays));
}
