import { asSystem } from "#app/platform/db.server.ts";

/** Somebody who holds a seat of their own from a day to a day, both inclusive. */
export type SeatDays = { name: string; from: string; until?: string };

/** The id of a seat type of this name. */
export async function buildSeatType(name: string): Promise<string> {
  const { id } = await asSystem((tx) =>
    tx.seatType.create({ data: { names: { nl: name, de: name, en: name } }, select: { id: true } }),
  );
  return id;
}

/** People of a client, each with a seat of a type; answers the ids of the holdings by name. */
export async function buildSeats(
  clientId: string,
  seatTypeId: string,
  people: SeatDays[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  await asSystem(async (tx) => {
    const [row] = await tx.$queryRaw<
      { last: number }[]
    >`select coalesce(max(number), 0)::int as last from seat where client_id = ${clientId}::uuid`;
    for (const [at, { name, from, until = null }] of people.entries()) {
      const [holding] = await tx.$queryRaw<{ id: string }[]>`
        with person as (insert into employee (client_id, name, joined_on, left_on) values (${clientId}::uuid, ${name}, ${from}::date, ${until}::date) returning id),
          place as (insert into seat (client_id, seat_type_id, number, starts_on, ends_on)
            values (${clientId}::uuid, ${seatTypeId}::uuid, ${(row?.last ?? 0) + at + 1}::int, ${from}::date, ${until}::date) returning id)
        insert into seat_holding (client_id, seat_id, seat_type_id, employee_id, starts_on, ends_on)
          select ${clientId}::uuid, place.id, ${seatTypeId}::uuid, person.id, ${from}::date, ${until}::date from person, place returning id::text`;
      found.set(name, holding?.id ?? "");
    }
  });
  return found;
}

/** Ends a holding, and its seat, on a day that counts. */
export async function endHolding(clientId: string, holdingId: string, until: string): Promise<void> {
  await asSystem(
    (tx) => tx.$executeRaw`
    with held as (update seat_holding set ends_on = ${until}::date where client_id = ${clientId}::uuid and id = ${holdingId}::uuid returning seat_id)
    update seat set ends_on = ${until}::date where client_id = ${clientId}::uuid and id in (select seat_id from held)`,
  );
}
