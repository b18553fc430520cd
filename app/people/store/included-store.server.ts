import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** How many licences of a product the price of one seat of a type holds. */
export type Included = { seatTypeId: string; productId: string; quantity: number };

/** The licences that a client's seats hold on a day. One query. */
export function listIncluded(tx: Tx, clientId: string, day: Day): Promise<Included[]> {
  return tx.$queryRaw<Included[]>`
    select "seatTypeId", "productId", quantity from (
      select distinct on (seat_type_id, product_id) seat_type_id::text as "seatTypeId", product_id::text as "productId", quantity::int as quantity
      from seat_licence where client_id = ${clientId}::uuid and starts_on <= ${day}::date
      order by seat_type_id, product_id, starts_on desc) s
    where quantity > 0`;
}

/** Sets how many licences of a product a seat holds from a day on; set again for the day, the last counts. */
export async function writeIncluded(
  tx: Tx,
  clientId: string,
  { seatTypeId, productId, quantity, startsOn }: Included & { startsOn: Day },
): Promise<void> {
  await tx.$executeRaw`
    insert into seat_licence (client_id, seat_type_id, product_id, starts_on, quantity)
    values (${clientId}::uuid, ${seatTypeId}::uuid, ${productId}::uuid, ${startsOn}::date, ${quantity}::smallint)
    on conflict (client_id, seat_type_id, product_id, starts_on) do update set quantity = excluded.quantity`;
}
