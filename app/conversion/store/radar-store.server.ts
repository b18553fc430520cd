import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { defaultRadar, type RadarSetting } from "#app/conversion/rules/radar.ts";

/** What the radar reckons with: the MSP's own setting, or the example until there is one. */
export async function findRadarSetting(tx: Tx): Promise<RadarSetting> {
  const row = await tx.radarSetting.findFirst();
  if (!row) return defaultRadar;
  const {
    seatPriceMinor,
    seatCostMinor,
    labourCostMinor,
    marginFloorBp,
    burnPercent,
    requestsPercent,
    standardPercent,
  } = row;
  return {
    seatPriceMinor,
    seatCostMinor,
    labourCostMinor,
    marginFloorBp,
    burnPercent,
    requestsPercent,
    standardPercent,
  };
}

/** Writes what the radar reckons with. */
export async function writeRadarSetting(tx: Tx, setting: RadarSetting, userId: string): Promise<void> {
  const data = { ...setting, changedBy: userId, changedAt: now() };
  await tx.radarSetting.upsert({ where: { id: true }, create: data, update: data });
}

/** A client without a managed contract, with its figures of the closed months before this one; minor units without VAT. */
export type RadarRecord = {
  clientId: string;
  name: string;
  currency: string;
  months: number;
  burnMinutes: number;
  requests: number;
  rosterSeats: number;
  portalPeople: number;
  owedMinutes: number;
  overdueOrders: number;
  devices: number;
  devicesOnStandard: number;
  ready: number;
  /** What an hour of the block paid last cost; null where none was paid. */
  paidPerHourMinor: number | null;
  /** The proposal that is under way. */
  proposalId: string | null;
  proposalState: string | null;
};

/** Every client that buys hours and is not under a managed contract, or one of them: one query, whatever their number. */
export function listRadar(tx: Tx, clientId: string | null = null): Promise<RadarRecord[]> {
  const at = now();
  return tx.$queryRaw<RadarRecord[]>`
    select c.id::text as "clientId", c.name, c.currency::text, least(12, greatest(0, span.months))::int as months,
      coalesce(burn.minutes, 0)::int as "burnMinutes",
      (select count(*)::int from request_facts r where r.client_id = c.id and r.created_at >= span.begins and r.created_at < span.ends) as requests,
      (select count(*)::int from seat_holding_facts s where s.client_id = c.id and s.starts_on <= span.today and (s.ends_on is null or s.ends_on >= span.today)) as "rosterSeats",
      (select count(*)::int from membership_facts m where m.client_id = c.id and m.ended_at is null) as "portalPeople",
      coalesce(a.owed_minutes, 0) as "owedMinutes",
      (select count(*)::int from block_order_facts o where o.client_id = c.id and o.overdue_at is not null and o.state = 'open') as "overdueOrders",
      (select count(*)::int from device_period_facts d where d.client_id = c.id and d.in_scope and d.starts_on <= span.today and (d.ends_on is null or d.ends_on >= span.today)) as devices,
      (select count(*)::int from device_period_facts d where d.client_id = c.id and d.in_scope and d.on_standard and d.starts_on <= span.today
        and (d.ends_on is null or d.ends_on >= span.today)) as "devicesOnStandard",
      (select count(*)::int from readiness_mark x join readiness_mark y on y.client_id = x.client_id and y.item = x.item and y.side = 'client'
        where x.client_id = c.id and x.side = 'msp') as ready,
      lot.per_hour::int as "paidPerHourMinor", p.id::text as "proposalId", p.state as "proposalState"
    from client_facts c join hour_account_facts a on a.client_id = c.id
    cross join lateral (
      select day_in(c.zone, ${at}::timestamptz) as today, date_trunc('month', day_in(c.zone, ${at}::timestamptz))::timestamp at time zone zone_at(c.zone, ${at}::timestamptz) as ends,
        (date_trunc('month', day_in(c.zone, ${at}::timestamptz)) - interval '12 months') at time zone zone_at(c.zone, ${at}::timestamptz) as begins,
        (select (extract(year from age(date_trunc('month', day_in(c.zone, ${at}::timestamptz)), date_trunc('month', min(e.worked_on)))) * 12
          + extract(month from age(date_trunc('month', day_in(c.zone, ${at}::timestamptz)), date_trunc('month', min(e.worked_on)))))::int
          from time_entry_facts e where e.client_id = c.id and e.deleted_at is null and e.revision > 0) as months) span
    left join lateral (
      select round(l.price_minor * 60.0 / l.minutes) as per_hour from hour_lot_facts l
      where l.client_id = c.id and l.payment_id is not null order by l.id desc limit 1) lot on true
    left join lateral (
      select sum(e.billable_minutes) as minutes from time_entry_facts e
      where e.client_id = c.id and e.deleted_at is null and e.revision > 0 and not e.covered
        and e.worked_on >= date_trunc('month', span.today) - interval '12 months' and e.worked_on < date_trunc('month', span.today)) burn on true
    left join lateral (
      select p.id, p.state from proposal p where p.client_id = c.id and p.state not in ('withdrawn', 'declined', 'cancelled', 'active')
      order by p.state_at desc limit 1) p on true
    where c.ended_at is null and c.kind = 'prepaid' and (${clientId}::uuid is null or c.id = ${clientId}::uuid)
      and exists (select from hour_lot_facts l where l.client_id = c.id)
    order by c.name, c.id`;
}
