import type { Tx } from "#app/platform/db.server.ts";

/** A client's hours in one row: balance, the blocks on its card, the course of the balance, the pace; minutes whole, days as text. */
export type HoursState = {
  zone: string;
  kind: "prepaid" | "managed";
  available: number;
  owed: number;
  held: number;
  threshold: number;
  expiring: number;
  expires_on: string | null;
  valid_until: string | null;
  ever: boolean;
  lots: StateLot[];
  course: { day: string; balance: number; added: number | null }[];
  since: string | null;
  pace_minutes: number;
  pace_entries: number;
  pace_proactive: number;
  on_its_way: number;
  /** Ordered on open invoices and not credited yet, the earliest due first. */
  ordered: { invoice: string; minutes: number; dueOn: string | null }[];
  /** Minutes that wait for approval before they count. */
  pending: number;
  /** The part of what was used that the client contests. */
  contested: number;
};

export type StateLot = {
  lotId: number;
  source: string;
  minutes: number;
  remaining: number;
  used: number;
  usedProactive: number;
  expired: number;
  validUntil: string | null;
  expiresSoon: boolean;
  fromLotId: number | null;
  extended: boolean;
};

/** Reads a client's hours in one query. The card shows the open blocks, or the last one when all are used; the course goes back seven months. */
export async function findHoursState(tx: Tx, clientId: string, at: Date): Promise<HoursState | null> {
  const [row] = await tx.$queryRaw<HoursState[]>`
    with lots as materialized (
      select l.*, l.is_open and l.expires_at > ${at} as live from hour_lot l
      where l.client_id = ${clientId}::uuid
        and (l.is_open or l.id = (select max(n.id) from hour_lot n where n.client_id = ${clientId}::uuid and n.source <> 'correction'))
    ), shown as materialized (
      select * from lots where live or not exists (select from lots where live)
    ), used as (
      select t.lot_id, sum(case t.src when 'lot' then t.minutes else -t.minutes end)::int as minutes
      from hour_transfer t
      join hour_op o on o.client_id = t.client_id and o.seq = t.seq
      join time_entry e on e.client_id = t.client_id
        and e.id = case when coalesce(t.subject, o.subject) like 'te:%' then substr(coalesce(t.subject, o.subject), 4)::uuid end
      where t.client_id = ${clientId}::uuid and t.seq >= (select min(opened_seq) from shown) and t.lot_id in (select id from shown) and e.nature = 'proactive'
        and ((t.src = 'lot' and t.dst in ('used', 'debt')) or (t.src = 'used' and t.dst = 'lot'))
      group by t.lot_id
    ), recent as (
      select * from hour_op where client_id = ${clientId}::uuid and kind <> 'configure' order by seq desc limit 400
    )
    select c.zone, c.kind, coalesce(b.available_minutes, 0) as available, coalesce(b.owed_minutes, 0) as owed, coalesce(b.held_minutes, 0) as held,
      coalesce(b.threshold_minutes, 0) as threshold, coalesce(b.expiring_minutes, 0) as expiring,
      (select min(last_day_of(c.zone, s.expires_at, s.effective_at))::text from shown s where s.live) as expires_on,
      (select case when max(s.expires_at) < 'infinity' then max(last_day_of(c.zone, s.expires_at, s.effective_at))::text end from shown s where s.live) as valid_until,
      coalesce(b.seq, 0) > 0 as ever,
      coalesce((select jsonb_agg(jsonb_build_object('lotId', s.id, 'source', s.source, 'minutes', s.minutes, 'remaining', case when s.live then s.remaining_minutes else 0 end,
          'used', s.used_minutes, 'usedProactive', coalesce(u.minutes, 0), 'expired', s.expired_minutes + case when s.live then 0 else s.remaining_minutes end,
          'validUntil', last_day_of(c.zone, s.expires_at, s.effective_at),
          'fromLotId', s.parent_lot_id, 'extended', s.parent_lot_id is not null and exists (select from hour_op o where o.client_id = s.client_id and o.seq = s.opened_seq and o.kind = 'adjust'),
          'expiresSoon', s.live and s.expires_at < ${at}::timestamptz + interval '30 days') order by s.priority, s.expires_at, s.id)
        from shown s left join used u on u.lot_id = s.id), '[]') as lots,
      coalesce((select jsonb_agg(jsonb_build_object('day', d.day, 'balance', d.balance, 'added', d.added) order by d.day) from (
        select day_in(c.zone, o.recorded_at) as day, (array_agg(o.net_after order by o.seq desc))[1] as balance,
          sum(o.minutes) filter (where o.kind = 'credit') as added
        from recent o where o.recorded_at > ${at}::timestamptz - interval '7 months' group by 1) d), '[]') as course,
      (select day_in(c.zone, o.effective_at)::text from hour_op o where o.client_id = c.id and o.seq = 1) as since,
      p.minutes as pace_minutes, p.entries as pace_entries, p.proactive as pace_proactive,
      coalesce((select sum(q.minutes) from block_order_facts q where q.client_id = c.id and q.state = 'processing' and q.lot_id is null), 0)::int as on_its_way,
      coalesce((select jsonb_agg(jsonb_build_object('invoice', coalesce(q.invoice_number, q.number::text), 'minutes', q.minutes, 'dueOn', day_in(c.zone, q.due_at))
          order by q.due_at, q.number)
        from block_order_facts q where q.client_id = c.id and q.state = 'invoiced' and q.lot_id is null), '[]') as ordered,
      (select coalesce(sum(e.billable_minutes), 0)::int from time_approval a join time_entry e on e.client_id = a.client_id and e.id = a.entry_id
        where a.client_id = c.id and a.state = 'pending') as pending,
      (select coalesce(sum(e.billable_minutes), 0)::int from entry_query q join time_entry e on e.client_id = q.client_id and e.id = q.entry_id
        where q.client_id = c.id and q.state = 'open') as contested
    from client_facts c
    left join hours_balance(c.id, ${at}) b on true
    cross join lateral (
      select coalesce(sum(e.billable_minutes), 0)::int as minutes, count(*)::int as entries,
        coalesce(sum(e.billable_minutes) filter (where e.nature = 'proactive'), 0)::int as proactive
      from time_entry e
      where e.client_id = c.id and e.deleted_at is null and e.revision > 0 and e.worked_on > day_in(c.zone, ${at}::timestamptz) - 90) p
    where c.id = ${clientId}::uuid`;
  return row ?? null;
}
