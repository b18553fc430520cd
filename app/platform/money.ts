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

/** How many units of a currency go into one euro, roughly; one where nothing is said. Limits that are set in euro are as many times higher. */
const unitsPerEuro: Readonly<Record<string, number>> = {
  CZK: 25,
  DKK: 10,
  NOK: 10,
  SEK: 10,
  PLN: 5,
  RON: 5,
};

/** The units of the currency of which most go into one euro. */
export const mostUnitsPerEuro = Math.max(...Object.values(unitsPerEuro));

/** A limit that is set in euro cents, in the minor units of another currency; round, and no rate of exchange. */
export function limitIn(currency: string, euroMinor: number): number {
  return euroMinor * (unitsPerEuro[currency] ?? 1);
}
