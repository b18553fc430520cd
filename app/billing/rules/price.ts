import { atRate, priceOfMinutes } from "#app/platform/money.ts";

/** What one block costs: without VAT, the VAT, and with it; minor units. */
export type BlockPrice = { netMinor: number; vatMinor: number; grossMinor: number };

/** Prices a block: minutes at a price per hour (minor units), VAT at a rate in basis points, rounded half up once. */
export function priceBlock(minutes: number, pricePerHourMinor: number, vatRateBp: number): BlockPrice {
  const netMinor = priceOfMinutes(minutes, pricePerHourMinor);
  const vatMinor = atRate(netMinor, vatRateBp);
  return { netMinor, vatMinor, grossMinor: netMinor + vatMinor };
}

/** What a block saves against buying its hours at the price of the smallest block; minor units, zero when it saves nothing. */
export function savingMinor(
  block: { minutes: number; pricePerHourMinor: number },
  catalogue: readonly { minutes: number; pricePerHourMinor: number }[],
): number {
  const smallest = catalogue.reduce((least, one) => (one.minutes < least.minutes ? one : least), block);
  return Math.max(
    0,
    priceOfMinutes(block.minutes, smallest.pricePerHourMinor) -
      priceOfMinutes(block.minutes, block.pricePerHourMinor),
  );
}
