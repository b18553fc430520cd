import { divideRounded } from "#app/platform/money.ts";

import type { Indexation } from "./contract.ts";
import type { LinePrice } from "./line-price.ts";

/** A unit price after indexation by basis points (330 = 3.3 %), rounded half up; the next year goes on from the rounded price. */
export function indexByRate(unitMinor: number, basisPoints: number): number {
  return divideRounded(BigInt(unitMinor) * BigInt(10_000 + basisPoints), 10_000n);
}

/** A unit price after indexation by two published figures of an index, as integers of equal decimals. */
export function indexByFigures(unitMinor: number, oldIndex: number, newIndex: number): number {
  return divideRounded(BigInt(unitMinor) * BigInt(newIndex), BigInt(oldIndex));
}

/** A line's price after a year's indexation, each step of a list by itself. */
export function indexPrice(price: LinePrice, { kind, value }: Pick<Indexation, "kind" | "value">): LinePrice {
  const raise = (unitMinor: number): number =>
    kind === "rate" ? indexByRate(unitMinor, value) : unitMinor + value;
  return "unitMinor" in price
    ? { unitMinor: raise(price.unitMinor) }
    : {
        mode: price.mode,
        steps: price.steps.map(({ upTo, unitMinor }) => ({ upTo, unitMinor: raise(unitMinor) })),
      };
}
