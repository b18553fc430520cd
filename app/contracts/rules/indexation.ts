import { divideRounded } from "#app/platform/money.ts";

/** A unit price after indexation by basis points (330 = 3.3 %), rounded half up; the next year goes on from the rounded price. */
export function indexByRate(unitMinor: number, basisPoints: number): number {
  return divideRounded(BigInt(unitMinor) * BigInt(10_000 + basisPoints), 10_000n);
}

/** A unit price after indexation by two published figures of an index, as integers of equal decimals. */
export function indexByFigures(unitMinor: number, oldIndex: number, newIndex: number): number {
  return divideRounded(BigInt(unitMinor) * BigInt(newIndex), BigInt(oldIndex));
}
