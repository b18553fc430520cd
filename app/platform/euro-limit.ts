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
