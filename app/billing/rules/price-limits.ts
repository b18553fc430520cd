import { limitIn, mostUnitsPerEuro } from "#app/platform/money.ts";

/** The least and the highest price of an hour (minor units): 1.00 and 1,000.00 in euro. */
export function priceLimits(currency: string): { leastMinor: number; mostMinor: number } {
  return { leastMinor: limitIn(currency, 100), mostMinor: limitIn(currency, 100_000) };
}

/** The highest price of an hour in any currency, for what is typed before its currency is known. */
export const highestPriceMinor = 100_000 * mostUnitsPerEuro;
