import {
  isInForce,
  type Contract,
  type ContractKind,
  type ContractLine,
} from "#app/contracts/rules/contract.ts";
import { priceOfUnits } from "#app/contracts/rules/line-price.ts";
import { addDays, type Day } from "#app/platform/day.ts";

type PricedLine = Pick<ContractLine, "counts" | "typeId" | "price">;

/** The lines of a signed proposal that hold from a day on, and the kinds of contracts that it ends then; all others run on beside it. */
export type SeatTerms = { startsOn: Day; lines: readonly PricedLine[]; ends: readonly ContractKind[] };

/** What one more seat costs a month from a day on, in minor units without VAT. */
export type SeatStage = { from: Day; monthlyMinor: number };

export type SeatContract = Pick<Contract, "kind" | "startsOn" | "endsOn"> & {
  versions: readonly { effectiveOn: Day; lines: readonly PricedLine[] }[];
};

/**
 * What one more seat of a type costs a month by these lines, in minor units without VAT: by the line of its type, else by the one that
 * counts all types that no other line names. Null where neither is there. `held` are the types of the seats that are held.
 */
export function priceOfOneMore(
  lines: readonly PricedLine[],
  held: readonly string[],
  seatTypeId: string,
): number | null {
  const seatLines = lines.filter(({ counts }) => counts === "seat");
  const named = new Set(seatLines.flatMap(({ typeId }) => typeId ?? []));
  const line = seatLines.find(({ typeId }) => typeId === (named.has(seatTypeId) ? seatTypeId : null));
  if (!line) return null;
  const counted = held.filter((type) =>
    line.typeId === null ? !named.has(type) : type === line.typeId,
  ).length;
  return priceOfUnits(line.price, counted + 1) - priceOfUnits(line.price, counted);
}

/** What one more seat of a type costs a month from a day on: first on that day, then from each later day on which that changes. The sum over all contracts and signed proposals that count it; nothing where none ever does. */
export function seatStages(
  { contracts, coming }: { contracts: readonly SeatContract[]; coming: readonly SeatTerms[] },
  { seatTypeId, from, heldOn }: { seatTypeId: string; from: Day; heldOn: (on: Day) => readonly string[] },
): SeatStage[] {
  const priceOn = (on: Day): number => {
    const begun = coming.filter(({ startsOn }) => startsOn <= on);
    const goingOn = contracts.filter(
      (one) => isInForce(one, on) && !begun.some(({ ends }) => ends.includes(one.kind)),
    );
    return [...begun.map(({ lines }) => lines), ...goingOn.map((one) => linesOn(one, on))]
      .map((lines) => priceOfOneMore(lines, heldOn(on), seatTypeId) ?? 0)
      .reduce((sum, price) => sum + price, 0);
  };
  const later = [
    ...coming.map(({ startsOn }) => startsOn),
    ...contracts.flatMap(({ startsOn, endsOn, versions }) => [
      startsOn,
      ...(endsOn === null ? [] : [addDays(endsOn, 1)]),
      ...versions.map(({ effectiveOn }) => effectiveOn),
    ]),
  ].filter((on) => on > from);
  const stages = [from, ...new Set(later.sort())].map((on) => ({ from: on, monthlyMinor: priceOn(on) }));
  const changes = stages.filter(
    ({ monthlyMinor }, at) => at === 0 || monthlyMinor !== stages[at - 1]?.monthlyMinor,
  );
  return changes.some(({ monthlyMinor }) => monthlyMinor !== 0) ? changes : [];
}

function linesOn({ versions }: SeatContract, on: Day): readonly PricedLine[] {
  return versions.findLast(({ effectiveOn }) => effectiveOn <= on)?.lines ?? [];
}
