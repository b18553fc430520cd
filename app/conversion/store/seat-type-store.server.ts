import { seatTypeName } from "#app/people/held-store.server.ts";
import { listAllSeatTypes } from "#app/people/store/product-store.server.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** The names of seat types in the ambient language, by their ids. */
export async function findSeatTypeNames(tx: Tx): Promise<Map<string, string>> {
  return new Map(
    (await listAllSeatTypes(tx)).map(({ id, nl, de, en }) => [id, seatTypeName({ nl, de, en })]),
  );
}

/** How many seats of each type a client's roster has on a day, by the types' ids. One query. */
export async function countRosterSeats(tx: Tx, clientId: string, on: Day): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ typeId: string; count: number }[]>`
    select s.seat_type_id::text as "typeId", count(*)::int as count from seat_holding_facts s
    where s.client_id = ${clientId}::uuid and s.starts_on <= ${on}::date and (s.ends_on is null or s.ends_on >= ${on}::date)
    group by s.seat_type_id order by count(*) desc, s.seat_type_id`;
  return new Map(rows.map(({ typeId, count }) => [typeId, count]));
}
