import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import {
  findMsp,
  listCatalogue,
  writePrice,
  writeProduct,
  type CatalogueProduct,
  type WrittenProduct,
} from "./store/product-store.server.ts";

/** Every licence product that the MSP sells, with what it costs, from which day on; staff's alone. */
export function getProductCatalogue(
  scope: StaffScope,
): Promise<{ products: CatalogueProduct[]; today: Day; currency: string }> {
  return readInScope(scope, async (tx) => ({ products: await listCatalogue(tx), ...(await findMsp(tx)) }));
}

export type ProductRefusal = "product-known" | "product-unknown" | "price-in-past";

/** Adds a licence product with its first price and cost a month. Added twice, it is one. */
export function addProduct(
  scope: StaffScope,
  product: WrittenProduct,
): Promise<Result<null, ProductRefusal>> {
  return inScope(scope, async (tx) => {
    if ((await listCatalogue(tx)).some(({ id }) => id === product.id)) return ok(null);
    if (!(await writeProduct(tx, product))) return refuse("product-known");
    await appendAudit(tx, scope, {
      action: "licence.product-set",
      target: `product:${product.sku}`,
      detail: { name: product.name, priceMinor: product.priceMinor },
    });
    return ok(null);
  });
}

export type ProductFacts = Omit<WrittenProduct, "priceMinor" | "costMinor" | "currency">;

/** Changes what is known of a product besides its price, or takes it out of what can be chosen: who has one keeps it. */
export function changeProduct(scope: StaffScope, facts: ProductFacts): Promise<Result<null, ProductRefusal>> {
  return inScope(scope, async (tx) => {
    const known = (await listCatalogue(tx)).find(({ id }) => id === facts.id);
    if (!known) return refuse("product-unknown");
    if (!(await writeProduct(tx, { ...known, ...facts }))) return refuse("product-known");
    await appendAudit(tx, scope, {
      action: "licence.product-set",
      target: `product:${facts.sku}`,
      detail: { name: facts.name, active: String(facts.active ?? known.active) },
    });
    return ok(null);
  });
}

export type WantedPrice = { id: string; startsOn: Day; priceMinor: number; costMinor: number };

/** Sets what a product costs from today or a later day on. What counted before stays as it was. */
export function setPrice(
  scope: StaffScope,
  { id: productId, ...price }: WantedPrice,
): Promise<Result<null, ProductRefusal>> {
  return inScope(scope, async (tx) => {
    const known = (await listCatalogue(tx)).find(({ id }) => id === productId);
    if (!known) return refuse("product-unknown");
    if (price.startsOn < (await findMsp(tx)).today) return refuse("price-in-past");
    await writePrice(tx, { productId, ...price });
    await appendAudit(tx, scope, {
      action: "licence.price-set",
      target: `product:${known.sku}`,
      detail: { name: known.name, priceMinor: price.priceMinor, startsOn: price.startsOn },
    });
    return ok(null);
  });
}
