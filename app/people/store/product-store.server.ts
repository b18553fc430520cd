import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

/** A licence that a vendor sells; its price a month in minor units without VAT, as a client pays it on the day that is asked about. */
export type Product = {
  id: string;
  vendor: string;
  sku: string;
  name: string;
  priceMinor: number;
  currency: string;
  termMonths: number;
  decreaseDays: number | null;
  /** Another term begins when one ends. */
  renews: boolean;
  /** Can be chosen; who has one that cannot keeps it. */
  active: boolean;
};

type Sql = ReturnType<typeof sql>;
/** The MSP's present day. */
const mspToday = (): Sql => sql`(select day_in(zone, ${now()}) from msp_facts)`;
/** The price of product `p` on a day, in SQL. */
export const priceOn = (day: Sql): Sql => sql`coalesce((select at_day.price_minor from licence_price at_day
  where at_day.product_id = p.id and at_day.starts_on <= ${day} order by at_day.starts_on desc limit 1), p.price_minor)`;
const costOn = (day: Sql): Sql => sql`coalesce((select at_day.cost_minor from licence_cost at_day
  where at_day.product_id = p.product_id and at_day.starts_on <= ${day} order by at_day.starts_on desc limit 1), p.cost_minor)`;

const productFields = (
  day: Sql,
): Sql => sql`p.id::text, p.vendor, p.sku, p.name, ${priceOn(day)} as "priceMinor", p.currency::text,
  p.term_months::int as "termMonths", p.decrease_days::int as "decreaseDays", p.renews, p.active`;

/** The products in sight by name, with their prices of a day, today's unless told otherwise: all of them for staff, those that it has or had for a client. */
export function listProducts(tx: Tx, on: Day | null = null): Promise<Product[]> {
  const day = on === null ? mspToday() : sql`${on}::date`;
  return tx.$queryRaw<Product[]>`
    select ${productFields(day)} from licence_product p order by p.name, p.term_months, p.id`;
}

/** What the MSP pays for each product today, a month in minor units; staff's alone. */
export async function listCosts(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; costMinor: number }[]>`
    select p.product_id::text as id, ${costOn(mspToday())} as "costMinor" from licence_product_cost p`;
  return new Map(rows.map(({ id, costMinor }) => [id, costMinor]));
}

/** A product as the catalogue shows it: what it costs from which day on, the newest first, and how many clients have one now. */
export type CatalogueProduct = Product & {
  costMinor: number;
  prices: { startsOn: Day; priceMinor: number; costMinor: number }[];
  clients: number;
};

/** Every product, those that cannot be chosen any more last. One query. */
export function listCatalogue(tx: Tx): Promise<CatalogueProduct[]> {
  return tx.$queryRaw<CatalogueProduct[]>`
    select ${productFields(sql`d.today`)}, coalesce((select ${costOn(sql`d.today`)} from licence_product_cost p where p.product_id = d.id), 0) as "costMinor",
      (select coalesce(jsonb_agg(jsonb_build_object('startsOn', c.starts_on, 'priceMinor', c.price_minor, 'costMinor', k.cost_minor)
          order by c.starts_on desc), '[]')
        from licence_price c join licence_cost k using (product_id, starts_on) where c.product_id = p.id) as prices,
      (select count(distinct a.client_id)::int from licence_assignment a
        where a.product_id = p.id and a.starts_on <= d.today and (a.ends_on is null or a.ends_on >= d.today)) as clients
    from licence_product p cross join lateral (select p.id, ${mspToday()} as today) d
    order by p.active desc, p.name, p.term_months, p.id`;
}

/** A product as it is written; price and cost are what it begins with. */
export type WrittenProduct = Omit<Product, "renews" | "active"> &
  Partial<Pick<Product, "renews" | "active">> & { costMinor: number };

/** Adds a product with its first price and cost, or changes what else is known of it; false when another product has its vendor, SKU and term. */
export async function writeProduct(
  tx: Tx,
  { renews = true, active = true, ...product }: WrittenProduct,
): Promise<boolean> {
  const [other] = await tx.$queryRaw<{ id: string }[]>`
    select id::text from licence_product where vendor = ${product.vendor} and sku = ${product.sku}
      and term_months = ${product.termMonths}::smallint and id <> ${product.id}::uuid`;
  if (other) return false;
  await tx.$executeRaw`
    insert into licence_product (id, vendor, sku, name, price_minor, currency, term_months, decrease_days, renews, active)
    values (${product.id}::uuid, ${product.vendor}, ${product.sku}, ${product.name}, ${product.priceMinor}::int, ${product.currency},
      ${product.termMonths}::smallint, ${product.decreaseDays}::smallint, ${renews}, ${active})
    on conflict (id) do update set vendor = excluded.vendor, sku = excluded.sku, name = excluded.name, term_months = excluded.term_months,
      decrease_days = excluded.decrease_days, renews = excluded.renews, active = excluded.active`;
  await tx.$executeRaw`
    insert into licence_product_cost (product_id, cost_minor) values (${product.id}::uuid, ${product.costMinor}::int)
    on conflict (product_id) do nothing`;
  return true;
}

/** Sets what a product costs from a day on; set again for the day, the last counts. */
export async function writePrice(
  tx: Tx,
  {
    productId,
    startsOn,
    priceMinor,
    costMinor,
  }: { productId: string; startsOn: Day; priceMinor: number; costMinor: number },
): Promise<void> {
  await tx.$executeRaw`
    insert into licence_price (product_id, starts_on, price_minor) values (${productId}::uuid, ${startsOn}::date, ${priceMinor}::int)
    on conflict (product_id, starts_on) do update set price_minor = excluded.price_minor`;
  await tx.$executeRaw`
    insert into licence_cost (product_id, starts_on, cost_minor) values (${productId}::uuid, ${startsOn}::date, ${costMinor}::int)
    on conflict (product_id, starts_on) do update set cost_minor = excluded.cost_minor`;
}

/** The MSP's present day and the currency of its own prices. */
export async function findMsp(tx: Tx): Promise<{ today: Day; currency: string }> {
  const [row] = await tx.$queryRaw<{ today: Day; currency: string }[]>`
    select day_in(zone, ${now()})::text as today, currency::text from msp_facts`;
  return row ?? notFound();
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
