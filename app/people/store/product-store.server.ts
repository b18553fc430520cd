import type { Tx } from "#app/platform/db.server.ts";

/** A licence that a vendor sells; its price a month in minor units without VAT, as a client pays it. */
export type Product = {
  id: string;
  vendor: string;
  sku: string;
  name: string;
  priceMinor: number;
  currency: string;
  termMonths: number;
  decreaseDays: number | null;
};

/** The products in sight by name: all of them for staff, those that it has or had for a client. */
export function listProducts(tx: Tx): Promise<Product[]> {
  return tx.$queryRaw<Product[]>`
    select id::text, vendor, sku, name, price_minor as "priceMinor", currency::text, term_months::int as "termMonths",
      decrease_days::int as "decreaseDays"
    from licence_product where active order by name, term_months, id`;
}

/** What the MSP pays for each product, a month in minor units; staff's alone. */
export async function listCosts(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; costMinor: number }[]>`
    select product_id::text as id, cost_minor as "costMinor" from licence_product_cost`;
  return new Map(rows.map(({ id, costMinor }) => [id, costMinor]));
}

/** Adds a product with its cost, or changes them; false when another product has its vendor, SKU and term. */
export async function writeProduct(tx: Tx, product: Product & { costMinor: number }): Promise<boolean> {
  const [other] = await tx.$queryRaw<{ id: string }[]>`
    select id::text from licence_product where vendor = ${product.vendor} and sku = ${product.sku}
      and term_months = ${product.termMonths}::smallint and id <> ${product.id}::uuid`;
  if (other) return false;
  await tx.$executeRaw`
    insert into licence_product (id, vendor, sku, name, price_minor, currency, term_months, decrease_days)
    values (${product.id}::uuid, ${product.vendor}, ${product.sku}, ${product.name}, ${product.priceMinor}::int, ${product.currency},
      ${product.termMonths}::smallint, ${product.decreaseDays}::smallint)
    on conflict (id) do update set vendor = excluded.vendor, sku = excluded.sku, name = excluded.name, price_minor = excluded.price_minor,
      term_months = excluded.term_months, decrease_days = excluded.decrease_days`;
  await tx.$executeRaw`
    insert into licence_product_cost (product_id, cost_minor) values (${product.id}::uuid, ${product.costMinor}::int)
    on conflict (product_id) do update set cost_minor = excluded.cost_minor`;
  return true;
}

export type SeatType = { id: string; names: Record<string, string> };

/** The seat types that can be given, in their order. */
export function listSeatTypes(tx: Tx): Promise<SeatType[]> {
  return tx.$queryRaw<SeatType[]>`select id::text, names from seat_type where active order by position, id`;
}

/** A seat type as the owner edits it: its name in each language, and whether it is still given. */
export type EditedSeatType = { id: string; nl: string; de: string; en: string; active: boolean };

/** Every seat type in its order. */
export async function listAllSeatTypes(tx: Tx): Promise<EditedSeatType[]> {
  return tx.$queryRaw<EditedSeatType[]>`
    select id::text, coalesce(names->>'nl', '') as nl, coalesce(names->>'de', '') as de, coalesce(names->>'en', '') as en, active
    from seat_type order by position, id`;
}

/** Adds a seat type as the last, or changes it. */
export async function writeSeatType(tx: Tx, { id, active, ...names }: EditedSeatType): Promise<void> {
  await tx.$executeRaw`
    insert into seat_type (id, names, position, active)
    values (${id}::uuid, ${JSON.stringify(names)}::jsonb, (select coalesce(max(position), -1) + 1 from seat_type), ${active})
    on conflict (id) do update set names = excluded.names, active = excluded.active`;
}
