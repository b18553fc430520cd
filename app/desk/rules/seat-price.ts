import type { ContractLine } from "#app/contracts/rules/contract.ts";
import { priceOfUnits } from "#app/contracts/rules/line-price.ts";
import type { Day } from "#app/platform/day.ts";

type PricedLine = Pick<ContractLine, "counts" | "typeId" | "price">;

/** Lines that hold from a day on: of a contract's version, or of a signed proposal that begins then. */
export type SeatTerms = { startsOn: Day; lines: readonly PricedLine[] };

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
