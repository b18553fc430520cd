import { randomUUID } from "node:crypto";

import { asSystem } from "#app/platform/db.server.ts";
import { writeProduct, type Product } from "#app/people/store/product-store.server.ts";

export type BuiltProduct = Product & { costMinor: number };

/** A licence product with its cost: Microsoft 365 Business Premium by the year unless told otherwise. */
export async function buildProduct(details: Partial<BuiltProduct> = {}): Promise<BuiltProduct> {
  const product = {
    id: randomUUID(),
    vendor: "Microsoft",
    sku: "SPB",
    name: "Microsoft 365 Business Premium",
    priceMinor: 2160,
    costMinor: 1840,
    currency: "EUR",
    termMonths: 12,
    decreaseDays: 7,
    renews: true,
    active: true,
    ...details,
  };
  await asSystem((tx) => writeProduct(tx, product));
  return product;
}
