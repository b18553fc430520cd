-- What became of the money that the client's hours cost (minor units, without VAT), by month in p_zone, for the whole months from that of
-- p_from to that of the day before p_until: sold, imported (an opening balance that was sold before this ledger), earned by work,
-- expired unused (less what was re-granted), refunded, moved here from other clients (below zero: moved away), converted (credited on a managed contract's invoices). deferred is the value of the hours still owed at
-- the month's end. At every moment and for each payment, sold + imported + moved = earned + expired + refunded + converted + deferred. A refund takes
-- first what isn't earned yet, then what is: that work becomes a debt, earned by the lots that settle it. Hours that had moved away become a debt too.
-- Hours that staff took away count as expired. Over all clients, moved_minor sums to zero.
create or replace function hours_value_by_month(p_client_id uuid, p_zone text, p_from date, p_until date)
returns table (month date, currency text, sold_minor integer, imported_minor integer, earned_minor integer, expired_minor integer, refunded_minor integer,
  moved_minor integer, converted_minor integer, deferred_minor integer)
language sql stable as $$
  with recursive month as (
    -- number 0 ends where the first month begins: all that came before
    select 0 as n, null::date as day, date_trunc('month', p_from::timestamp) at time zone p_zone as ends_at
    union all
    select m.n::integer, m.day::date, (m.day + interval '1 month') at time zone p_zone
    from generate_series(date_trunc('month', p_from::timestamp), p_until::timestamp - interval '1 day', interval '1 month') with ordinality m (day, n)
  ), tree as (
    select l.id as root_id, l.id, l.payment_id, l.source, l.price_minor, l.currency, l.parent_lot_id, l.opened_seq
    from hour_lot l where l.client_id = p_client_id and l.parent_lot_id is null
    union all
    select t.root_id, c.id, t.payment_id, t.source, t.price_minor, t.currency, c.parent_lot_id, t.opened_seq
    from tree t join hour_lot c on c.client_id = p_client_id and c.parent_lot_id = t.id
  ), root as (
    select t.root_id, t.payment_id, t.source, t.price_minor, t.currency, o.recorded_at as sold_at
    from tree t join hour_op o on o.client_id = p_client_id and o.seq = t.opened_seq where t.parent_lot_id is null
  ), line_sum as (
    -- by lot tree and month: value of used minutes, value that moved away or was converted, minutes left, minutes expired or taken away by staff
    select lot.root_id, width_bucket(o.recorded_at, (select array_agg(m.ends_at order by m.n) from month m)) as n,
      sum(t.value_minor) filter (where t.dst <> 'reversed') as used,
      sum(t.value_minor) filter (where t.dst = 'reversed') as away,
      sum(t.value_minor) filter (where t.dst = 'reversed' and o.kind = 'convert') as converted,
      sum(case when t.dst = 'lot' then t.minutes else -t.minutes end
        + case when t.dst = 'held' then t.minutes when t.src = 'held' then -t.minutes else 0 end) as minutes_left,
      sum(case when t.dst = 'expired' or (t.dst = 'reversed' and o.kind = 'adjust') then t.minutes
        when t.src = 'expired' or (t.src = 'source' and lot.parent_lot_id is not null) then -t.minutes else 0 end) as minutes_expired
    from hour_transfer t join hour_op o on o.client_id = t.client_id and o.seq = t.seq join tree lot on lot.id = t.lot_id
    where t.client_id = p_client_id
    group by 1, 2
  ), standing as (
    -- the same sums, added up from the first op until the end of each month, and what was refunded by then
    select r.*, m.n, m.day, m.ends_at, coalesce(sum(l.used) over w, 0) as used, coalesce(sum(l.away) over w, 0) as away,
      coalesce(sum(l.converted) over w, 0) as converted, coalesce(sum(l.minutes_left) over w, 0) as minutes_left,
      coalesce(sum(l.minutes_expired) over w, 0) as minutes_expired,
      coalesce((select case when s.refunded_minor >= p.gross_minor then r.price_minor else r.price_minor::bigint * s.refunded_minor / p.gross_minor end
        from hour_payment_state s
        join hour_op o on o.client_id = s.client_id and o.seq = s.seq
        join hour_payment p on p.client_id = s.client_id and p.id = s.payment_id
        where s.client_id = p_client_id and s.payment_id = r.payment_id and o.recorded_at < m.ends_at order by s.seq desc limit 1), 0) as refunded
    from root r cross join month m left join line_sum l on l.root_id = r.root_id and l.n = m.n
    window w as (partition by r.root_id order by m.n)
  ), kept as (
    select s.*, case when s.sold_at >= s.ends_at then 0 else s.price_minor end as price,
      case when s.sold_at >= s.ends_at then 0 else s.price_minor - s.refunded - s.away end as kept
    from standing s
  ), earned as (
    select k.*, case when k.minutes_left = 0 and k.minutes_expired = 0 then k.kept else least(k.used, k.kept) end as earned from kept k
  ), expired as (
    select e.*, case when e.minutes_left = 0 then e.kept - e.earned
      else div((e.kept - e.earned) * e.minutes_expired, e.minutes_left + e.minutes_expired) end as expired
    from earned e
  ), total as (
    select x.n, x.day, x.currency, coalesce(sum(x.price) filter (where x.source not in ('moved', 'import')), 0) as sold,
      coalesce(sum(x.price) filter (where x.source = 'import'), 0) as imported, sum(x.earned) as earned, sum(x.expired) as expired,
      sum(x.refunded) as refunded, coalesce(sum(x.price) filter (where x.source = 'moved'), 0) - sum(x.away - x.converted) as moved,
      sum(x.converted) as converted
    from expired x group by 1, 2, 3
  ), change as (
    select t.n, t.day, t.currency, t.sold - lag(t.sold) over w as sold, t.imported - lag(t.imported) over w as imported,
      t.earned - lag(t.earned) over w as earned, t.expired - lag(t.expired) over w as expired, t.refunded - lag(t.refunded) over w as refunded,
      t.moved - lag(t.moved) over w as moved, t.converted - lag(t.converted) over w as converted,
      t.sold + t.imported + t.moved - t.earned - t.expired - t.refunded - t.converted as deferred
    from total t window w as (partition by t.currency order by t.n)
  )
  select c.day, c.currency::text, c.sold::integer, c.imported::integer, c.earned::integer, c.expired::integer, c.refunded::integer, c.moved::integer,
    c.converted::integer, c.deferred::integer
  from change c where c.n > 0 order by 1, 2
$$;
revoke execute on function hours_value_by_month from public;
grant execute on function hours_value_by_month to tegoed_app;
