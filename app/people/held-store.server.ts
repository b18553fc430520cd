import { addDays, day, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { deviceKinds, deviceKindWords } from "#app/people/device-kinds.ts";
import { decreaseWindow } from "#app/people/rules/decrease-window.ts";
import { nameIn } from "#app/people/rules/names.ts";

export type HeldKind = "seat" | "device" | "licence";

/** One thing that was held: [from, until), with until null while it lasts. */
export type Held = {
  kind: HeldKind;
  /** The seat type's id, the device's kind, or the licence product's id. */
  typeId: string;
  /** What a month counts once: the seat (a seat passed on is one), the device, or who holds the licence. */
  subjectId: string;
  /** The person's, the device's or the shared mailbox's name. */
  label: string;
  from: Day;
  until: Day | null;
  /** Of a device alone: whether it follows the MSP's standard. */
  onStandard: boolean | null;
};

/** Something that a contract's line can count. */
export type HeldType = { kind: HeldKind; typeId: string; name: string };

/** How many of a licence were bought, from a day on: [from, until), with until null while it lasts. */
export type Bought = { productId: string; name: string; quantity: number; from: Day; until: Day | null };

type HeldRow = Omit<Held, "from" | "until"> & { startsOn: string; endsOn: string | null };
type BoughtRow = Omit<Bought, "from" | "until"> & { startsOn: string; nextOn: string | null };

/**
 * What each of these clients holds and how many licences it bought in a span of local days [from, until), for counting; one query. Held are seats with a
 * holder, devices in scope and licence assignments, each with the days it was held, which may begin before the span and end after it,
 * ordered by kind, first day and label. Bought has one row a quantity and the days it held; a client's role reads no product, so
 * that the name is empty for it.
 */
export async function findHeld(
  tx: Tx,
  clientIds: readonly string[],
  span: { from: Day; until: Day },
): Promise<(clientId: string) => { held: Held[]; bought: Bought[] }> {
  const rows = await tx.$queryRaw<{ clientId: string; held: HeldRow[]; bought: BoughtRow[] }[]>`
    select asked.id::text as "clientId", coalesce((select json_agg(json_build_object('kind', h.kind, 'typeId', h.type_id, 'subjectId', h.subject_id, 'label', h.label,
          'startsOn', h.starts_on, 'endsOn', h.ends_on, 'onStandard', h.on_standard)
          order by array_position(array['seat', 'device', 'licence'], h.kind), h.starts_on, h.label, h.subject_id)
        from (
          select 'seat' as kind, s.seat_type_id::text as type_id, s.seat_id as subject_id, e.name as label, s.starts_on, s.ends_on,
            null::boolean as on_standard, s.client_id
          from seat_holding s join employee e on e.client_id = s.client_id and e.id = s.employee_id
          union all
          select 'device', d.kind, d.id, d.name, p.starts_on, p.ends_on, p.on_standard, p.client_id
          from device_period p join device d on d.client_id = p.client_id and d.id = p.device_id where p.in_scope
          union all
          select 'licence', a.product_id::text, coalesce(a.employee_id, a.id), coalesce(e.name, a.mailbox), a.starts_on, a.ends_on,
            null, a.client_id
          from licence_assignment a left join employee e on e.client_id = a.client_id and e.id = a.employee_id
        ) h
        where h.client_id = asked.id and h.starts_on < ${span.until}::date and (h.ends_on is null or h.ends_on >= ${span.from}::date)), '[]') as held,
      coalesce((select json_agg(json_build_object('productId', q.product_id, 'name', coalesce(p.name, ''), 'quantity', q.quantity,
          'startsOn', q.starts_on, 'nextOn', q.next_on) order by p.name, p.id, q.starts_on)
        from (
          select product_id, quantity, starts_on, lead(starts_on) over (partition by product_id order by starts_on) as next_on
          from (select distinct on (product_id, starts_on) product_id, quantity, starts_on from licence_pool
            where client_id = asked.id order by product_id, starts_on, seq desc) one_a_day) q
        left join licence_product p on p.id = q.product_id
        where q.starts_on < ${span.until}::date and (q.next_on is null or q.next_on > ${span.from}::date)), '[]') as bought
    from unnest(${[...clientIds]}::uuid[]) as asked(id)`;
  const found = new Map(rows.map(({ clientId, ...row }) => [clientId, row]));
  return (clientId) => {
    const { held = [], bought = [] } = found.get(clientId) ?? {};
    return {
      held: held.map(({ startsOn, endsOn, ...one }) => ({ ...one, ...spanOf(startsOn, endsOn) })),
      bought: bought.map(({ startsOn, nextOn, ...one }) => ({
        ...one,
        from: day(startsOn),
        until: nextOn === null ? null : day(nextOn),
      })),
    };
  };
}

/** What a contract's line of this client can count: every seat type and device kind, and the licences that it has or had. */
export async function listHeldTypes(tx: Tx, clientId: string): Promise<HeldType[]> {
  const seatTypes = await tx.seatType.findMany({ where: { active: true }, orderBy: { position: "asc" } });
  const products = await tx.$queryRaw<{ id: string; name: string }[]>`
    select id::text, name from licence_product where id in (
      select product_id from licence_pool where client_id = ${clientId}::uuid
      union select product_id from licence_assignment where client_id = ${clientId}::uuid)
    order by name, id`;
  return [
    ...seatTypes.map(({ id, names }) => ({ kind: "seat" as const, typeId: id, name: seatTypeName(names) })),
    ...deviceKinds.map((kind) => ({ kind: "device" as const, typeId: kind, name: deviceKindWords[kind]() })),
    ...products.map(({ id, name }) => ({ kind: "licence" as const, typeId: id, name })),
  ];
}

/** A seat type's name in the ambient language. */
export function seatTypeName(names: unknown): string {
  const known = Object.entries(typeof names === "object" && names !== null ? names : {});
  return (
    nameIn(Object.fromEntries(known.map(([locale, name]) => [locale, String(name)])), getLocale()) ||
    m.people_seat()
  );
}

/** Days that both count, as a span whose end doesn't. */
function spanOf(startsOn: string, endsOn: string | null): { from: Day; until: Day | null } {
  return { from: day(startsOn), until: endsOn === null ? null : addDays(day(endsOn), 1) };
}

/** The vendors' terms of all clients that end on a day or after it: of each product the latest quantity that began by that day, and the term that runs where it has renewed. One query. */
export async function listAllTermEnds(
  tx: Tx,
  today: Day,
): Promise<
  { clientId: string; clientName: string; productId: string; name: string; quantity: number; endsOn: Day }[]
> {
  const rows = await tx.$queryRaw<
    {
      clientId: string;
      clientName: string;
      productId: string;
      name: string;
      quantity: number;
      endsOn: string;
      termMonths: number;
      renews: boolean;
    }[]
  >`
    select c.id::text as "clientId", c.name as "clientName", p.id::text as "productId", p.name, q.quantity, q.term_ends_on::text as "endsOn",
      p.term_months::int as "termMonths", p.renews from (
      select distinct on (client_id, product_id) client_id, product_id, quantity, term_ends_on from licence_pool
      where starts_on <= ${today}::date order by client_id, product_id, starts_on desc, seq desc) q
    join client_facts c on c.id = q.client_id join licence_product p on p.id = q.product_id
    where c.ended_at is null and q.quantity > 0 and (p.renews or q.term_ends_on >= ${today}::date) and q.term_ends_on is not null
    order by c.name, p.name`;
  return rows.map(({ termMonths, renews, ...row }) => {
    const known = day(row.endsOn);
    const window = renews ? decreaseWindow({ termMonths, decreaseDays: null }, known, today) : null;
    return { ...row, endsOn: window?.termEndsOn ?? known };
  });
}
