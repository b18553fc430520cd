import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";

import type { HeldKind } from "./todo-store.server.ts";

type OfClient = { clientId: string; clientName: string };
/** Rows of a check, and how many there are in all. */
export type Checked<Row> = { rows: (Row & OfClient)[]; total: number };

/** Somebody who left and still holds something. */
export type HoldingLeaver = { id: string; name: string; leftOn: Day; held: HeldKind[] };
/** Seats that nobody has, or people who have none, of one client; `names` are some of them. */
export type Several = { count: number; names: string[] };
/** Licences of one product that were bought and are with nobody; what they cost the client a month, in minor units without VAT. */
export type FreeLicences = {
  productId: string;
  product: string;
  free: number;
  bought: number;
  monthlyMinor: number;
  currency: string;
};
const mostRows = 200;
const mostNames = 8;

/** The clients that are there with their present day. */
const clients = () => sql`
  (select id, name, day_in(zone, ${now()}) as today from client_facts where ended_at is null) c`;
const onToday = sql`x.starts_on <= c.today and (x.ends_on is null or x.ends_on >= c.today)`;

async function checked<Row>(tx: Tx, rows: ReturnType<typeof sql>): Promise<Checked<Row>> {
  const found = await tx.$queryRaw<(Row & OfClient & { total: number })[]>(
    sql`select r.*, count(*) over ()::int as total from (${rows}) r order by "clientName", "clientId", place limit ${mostRows}::int`,
  );
  return { rows: found, total: found[0]?.total ?? 0 };
}

/** Those who left and still hold a licence, a right, a seat or a device, over all clients. One query. */
export function listHoldingLeavers(tx: Tx): Promise<Checked<HoldingLeaver>> {
  const theirs = sql`x.client_id = e.client_id and x.employee_id = e.id and (x.ends_on is null or x.ends_on >= c.today)`;
  return checked(
    tx,
    sql`select c.id::text as "clientId", c.name as "clientName", e.id::text, e.name, e.left_on::text as "leftOn", h.held, e.left_on::text as place
      from ${clients()} join employee e on e.client_id = c.id and e.left_on < c.today
      cross join lateral (select array_remove(array[
        case when exists (select from licence_assignment x where ${theirs}) then 'licence' end,
        case when exists (select from access_right x where ${theirs}) then 'right' end,
        case when exists (select from seat_holding x where ${theirs}) then 'seat' end,
        case when exists (select from device_period x where ${theirs}) then 'device' end], null) as held) h
      where cardinality(h.held) > 0`,
  );
}

/** The seats that nobody has, a row a client with their numbers. One query. */
export function listEmptySeats(tx: Tx): Promise<Checked<Several>> {
  return checked(
    tx,
    sql`select c.id::text as "clientId", c.name as "clientName", count(*)::int as count,
        (array_agg(x.number::text order by x.number))[1:${mostNames}::int] as names, '' as place
      from ${clients()} join seat x on x.client_id = c.id and ${onToday}
      where not exists (select from seat_holding h where h.client_id = x.client_id and h.seat_id = x.id
        and h.starts_on <= c.today and (h.ends_on is null or h.ends_on >= c.today))
      group by c.id, c.name`,
  );
}

/** The people at work who have no seat, a row a client that has seats at all. One query. */
export function listSeatless(tx: Tx): Promise<Checked<Several>> {
  return checked(
    tx,
    sql`select c.id::text as "clientId", c.name as "clientName", count(*)::int as count,
        (array_agg(e.name order by e.name, e.id))[1:${mostNames}::int] as names, '' as place
      from ${clients()} join employee e on e.client_id = c.id and e.joined_on <= c.today and (e.left_on is null or e.left_on >= c.today)
      where exists (select from seat x where x.client_id = c.id and ${onToday})
        and not exists (select from seat_holding x where x.client_id = e.client_id and x.employee_id = e.id and ${onToday})
      group by c.id, c.name`,
  );
}

/** The licences that were bought and are with nobody, a row a client and product. One query. */
export function listFreeLicences(tx: Tx): Promise<Checked<FreeLicences>> {
  return checked(
    tx,
    sql`select c.id::text as "clientId", c.name as "clientName", p.id::text as "productId", p.name as product, q.quantity as bought,
        q.quantity - a.assigned as free, (q.quantity - a.assigned) * p.price_minor as "monthlyMinor", p.currency::text, p.name as place
      from ${clients()} cross join lateral (
        select distinct on (product_id) product_id, quantity from licence_pool l where l.client_id = c.id and l.starts_on <= c.today
        order by product_id, starts_on desc, seq desc) q
      join licence_product p on p.id = q.product_id
      cross join lateral (select count(*)::int as assigned from licence_assignment x
        where x.client_id = c.id and x.product_id = q.product_id and ${onToday}) a
      where q.quantity > a.assigned`,
  );
}
