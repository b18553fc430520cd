import { stripe, whileSomebodyWaits } from "./stripe.server.ts";

/** Stripe's id of the seller's standard rate (basis points), made once and found by its name afterwards. */
export async function findTaxRate(country: string, rateBp: number): Promise<string> {
  const key = `tegoed:${country}:${rateBp}`;
  for await (const rate of stripe().taxRates.list({ active: true, limit: 100 }, whileSomebodyWaits)) {
    if (rate.metadata?.["key"] === key) return rate.id;
  }
  const made = await stripe().taxRates.create({
    display_name: country === "DE" || country === "AT" ? "USt." : country === "NL" || country === "BE" ? "Btw" : "VAT",
    percentage: rateBp / 100, inclusive: false, country, tax_type: "vat", metadata: { key },
  }, { ...whileSomebodyWaits, idempotencyKey: `tax-rate:${key}` });
  return made.id;
}
