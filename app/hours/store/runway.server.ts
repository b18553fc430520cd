import { paceDays } from "#app/hours/rules/forecast.ts";
import type { Tx } from "#app/platform/db.server.ts";

type Row = {
  zone: string;
  available: number;
  used: number;
  entries: number;
  since: string | null;
  valid_until: string | null;
};

/** What a client's outlook is counted from: balance, pace of 90 days and days of its blocks. */
export async function findPace(tx: Tx, clientId: string, at: Date): Promise<Row | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    select c.zone, coalesce(b.available_minutes, 0) as available, p.used, p.entries,
      (select day_in(c.zone, o.effective_at)::text from hour_op o where o.client_id = c.id and o.seq = 1) as since,
      (select case when max(l.expires_at) < 'infinity' then max(last_day_of(c.zone, l.expires_at, l.effective_at))::text end from hour_lot l
        where l.client_id = c.id and l.is_open and l.expires_at > ${at}) as valid_until
    from client_facts c left join hours_balance(c.id, ${at}) b on true
    cross join lateral (
      select coalesce(sum(e.billable_minutes), 0)::int as used, count(*)::int as entries from time_entry e
      where e.client_id = c.id and e.deleted_at is null and e.revision > 0 and e.worked_on > day_in(c.zone, ${at}::timestamptz) - 90) p
    where c.id = ${clientId}::uuid`;
  return row ?? null;
}

export type Found = {
  id: string;
  name: string;
  zone: string;
  available: number;
  owed: number;
  threshold: number;
  topup_mode: string;
  expires_on: string | null;
  expiring: number;
  valid_until: string | null;
  used: number;
  entries: number;
  since: string | null;
  weeks: number[];
};

/** Every live client with hours, with the figures from which its runway is worked out. */
export function findRunways(tx: Tx, at: Date): Promise<Found[]> {
  return tx.$queryRaw<Found[]>`
    select c.id::text, c.name, c.zone, b.available_minutes as available, b.owed_minutes as owed, b.threshold_minutes as threshold, s.topup_mode,
      open.expires_on::text, b.expiring_minutes as expiring,
      open.valid_until::text, pace.used, pace.entries, recent.weeks,
      (select day_in(c.zone, o.effective_at)::text from hour_op o where o.client_id = c.id and o.seq = 1) as since
    from client_facts c
    join hours_balances(${at}) b on b.client_id = c.id
    join hour_setting s on s.client_id = c.id
    left join lateral (
      select min(last_day_of(c.zone, l.expires_at, l.effective_at)) as expires_on,
        case when max(l.expires_at) < 'infinity' then max(last_day_of(c.zone, l.expires_at, l.effective_at)) end as valid_until
      from hour_lot l where l.client_id = c.id and l.is_open and l.expires_at > ${at}) open on true
    cross join lateral (
      select coalesce(sum(e.billable_minutes), 0)::int as used, count(*)::int as entries from time_entry e
      where e.client_id = c.id and e.deleted_at is null and e.revision > 0 and e.worked_on > day_in(c.zone, ${at}::timestamptz) - ${paceDays}::int) pace
    cross join lateral (
      select array_agg(w.minutes order by w.n desc) as weeks from (
        select n, coalesce(sum(e.billable_minutes), 0)::int as minutes from generate_series(0, 11) n
        left join time_entry e on e.client_id = c.id and e.deleted_at is null and e.revision > 0
          and e.worked_on between day_in(c.zone, ${at}::timestamptz) - 7 * n - 6 and day_in(c.zone, ${at}::timestamptz) - 7 * n
        group by n) w) recent
    where c.ended_at is null and (b.owed_minutes > 0 or exists (select from hour_lot l where l.client_id = c.id))`;
}
