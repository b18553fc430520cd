import type Stripe from "stripe";

import { makeOnce } from "./make-once.server.ts";
import { stripe, whileSomebodyWaits } from "./stripe.server.ts";

/** Stripe's id of the seller's standard rate (basis points), made once and found by its name afterwards. */
export async function findTaxRate(country: string, rateBp: number): Promise<string> {
  const key = `tegoed:${country}:${rateBp}`;
  const rate = await makeOnce({
    key: `tax-rate:${key}`,
    find: () => findRate(key),
    make: (options) =>
      stripe().taxRates.create(
        {
          display_name:
            country === "DE" || country === "AT"
              ? "USt."
              : country === "NL" || country === "BE"
                ? "Btw"
                : "VAT",
          percentage: rateBp / 100,
          inclusive: false,
          country,
          tax_type: "vat",
          metadata: { key },
        },
        options,
      ),
  });
  return rate.id;
}

async function findRate(key: string): Promise<Stripe.TaxRate | null> {
  for await (const rate of stripe().taxRates.list({ active: true, limit: 100 }, whileSomebodyWaits))
    if (rate.metadata?.["key"] === key) return rate;
  return null;
}
