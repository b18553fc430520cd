/** A step of a price list: units up to and including `upTo` (null: all further ones) at a price a month in minor units. */
export type Tier = { upTo: number | null; unitMinor: number };

/** `graduated`: each unit at the price of its own step. `volume`: all units at the price of the step that their number reaches. */
export type LinePrice = { unitMinor: number } | { mode: "graduated" | "volume"; steps: readonly Tier[] };

/** What bounds a count before it is priced: at least so many are paid, so many are included in another price. */
export type Bounds = { minimum: number; included: number };

/** How many units of a day's count are paid: max(max(count, minimum) - included, 0). */
export function billableCount(count: number, { minimum, included }: Bounds): number {
  return Math.max(Math.max(count, minimum) - included, 0);
}

/** What a number of units costs for a whole month, in minor units. */
export function priceOfUnits(price: LinePrice, units: number): number {
  if ("unitMinor" in price) return units * price.unitMinor;
  return price.mode === "volume"
    ? units * stepOf(price.steps, units).unitMinor
    : graduated(price.steps, units);
}

function stepOf(steps: readonly Tier[], units: number): Tier {
  const step = steps.find(({ upTo }) => upTo === null || units <= upTo) ?? steps.at(-1);
  if (!step) throw new RangeError("a price list needs a step");
  return step;
}

function graduated(steps: readonly Tier[], units: number): number {
  let below = 0;
  let sum = 0;
  for (const { upTo, unitMinor } of steps) {
    const reached = upTo === null ? units : Math.min(units, upTo);
    sum += Math.max(reached - below, 0) * unitMinor;
    below = Math.max(below, reached);
  }
  return sum;
}

export type TierProblem = "no-steps" | "not-rising" | "not-open" | "price-wrong";

/** What is wrong with a price list: it needs steps that rise, the last of them open, each at a price above 0; null when it is right. */
export function findTierProblem(steps: readonly Tier[]): TierProblem | null {
  if (steps.length === 0) return "no-steps";
  if (steps.at(-1)?.upTo !== null) return "not-open";
  let below = 0;
  for (const [at, { upTo, unitMinor }] of steps.entries()) {
    if (!Number.isSafeInteger(unitMinor) || unitMinor <= 0) return "price-wrong";
    if (at === steps.length - 1) break;
    if (upTo === null || !Number.isSafeInteger(upTo) || upTo <= below) return "not-rising";
    below = upTo;
  }
  return null;
}

/** The smallest number of units that costs less than one unit fewer, as a volume list has it; null where more never costs less. */
export function findCliff(price: LinePrice): number | null {
  if ("unitMinor" in price || price.mode === "graduated") return null;
  const edges = price.steps.flatMap(({ upTo }) => (upTo === null ? [] : [upTo + 1]));
  return edges.find((units) => priceOfUnits(price, units) < priceOfUnits(price, units - 1)) ?? null;
}
