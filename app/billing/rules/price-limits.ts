/** How many units of a currency go into one euro, roughly; one where nothing is said. Limits that are set in euro are as many times higher. */
const unitsPerEuro: Readonly<Record<string, number>> = {
  CZK: 25,
  DKK: 10,
  NOK: 10,
  SEK: 10,
  PLN: 5,
  RON: 5,
};

/** A limit that is set in euro cents, in the minor units of another currency; round, and no rate of exchange. */
export function limitIn(currency: string, euroMinor: number): number {
  return euroMinor * (unitsPerEuro[currency] ?? 1);
}

/** The least and the highest price of an hour (minor units): 1.00 and 1,000.00 in euro. */
export function priceLimits(currency: string): { leastMinor: number; mostMinor: number } {
  return { leastMinor: limitIn(currency, 100), mostMinor: limitIn(currency, 100_000) };
}

/** The highest price of an hour in any currency, for what is typed before its currency is known. */
export const highestPriceMinor = 100_000 * Math.max(...Object.values(unitsPerEuro));
