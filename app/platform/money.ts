/** Rounds the fraction numerator/denominator half up, away from zero; both integers. The one place where money is rounded. */
export function divideRounded(numerator: bigint, denominator: bigint): number {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const rounded = (2n * n + d) / (2n * d);
  return Number(negative ? -rounded : rounded);
}

/** The part of an amount in minor units at a rate in basis points (2100 = 21 %), rounded half up. */
export function atRate(minor: number, basisPoints: number): number {
  return divideRounded(BigInt(minor) * BigInt(basisPoints), 10_000n);
}

/** What a number of minutes costs in minor units at a price per hour in minor units, rounded half up. */
export function priceOfMinutes(minutes: number, pricePerHourMinor: number): number {
  return divideRounded(BigInt(minutes) * BigInt(pricePerHourMinor), 60n);
}
