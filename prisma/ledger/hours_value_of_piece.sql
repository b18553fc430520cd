-- Under the lock where an act uses it (hours_convertible uses it without, for an estimate): the value, in minor units, that p_minutes of a lot's open minutes take along when they move to another account or are converted:
-- their share of what hours_value_by_month still defers for the lot and its correction lots, rounded so that the move earns nothing and lets nothing
-- expire. p_lines: the lines of this act so far; their minutes have already been taken from the lots.
create or replace function hours_value_of_piece(p_client_id uuid, p_lot_id integer, p_minutes integer, p_lines hour_transfer[]) returns integer
language sql stable as $$
  with recursive ancestor as (
    select l.id, l.parent_lot_id from hour_lot l where l.client_id = p_client_id and l.id = p_lot_id
    union all
    select l.id, l.parent_lot_id from ancestor a join hour_lot l on l.client_id = p_client_id and l.id = a.parent_lot_id
  ), tree as (
    select l.* from hour_lot l where l.client_id = p_client_id and l.id = (select id from ancestor where parent_lot_id is null)
    union all
    select c.* from tree t join hour_lot c on c.client_id = p_client_id and c.parent_lot_id = t.id
  ), reversal as (
    -- the reversals of these lots; converted minutes took their value along, as moved ones did
    select case when o.kind = 'convert' then 'move' else o.kind end as kind, t.minutes, t.value_minor
    from hour_transfer t join hour_op o on o.client_id = t.client_id and o.seq = t.seq
    where t.client_id = p_client_id and t.seq >= (select min(opened_seq) from tree) and t.dst = 'reversed' and t.lot_id in (select id from tree)
    union all
    select 'move', t.minutes, t.value_minor from unnest(p_lines) t where t.lot_id in (select id from tree)
  ), root as (
    -- kept: the price less what was refunded and what moved away
    select t.price_minor
      - case when p.refunded_minor >= p.gross_minor then t.price_minor else coalesce(t.price_minor::bigint * p.refunded_minor / p.gross_minor, 0) end
      - coalesce((select sum(r.value_minor) from reversal r where r.kind = 'move'), 0) as kept
    from tree t left join hour_payment p on p.client_id = t.client_id and p.id = t.payment_id where t.parent_lot_id is null
  ), standing as (
    select greatest(r.kept - sum(hours_value(t.price_minor, t.minutes, t.used_minutes)), 0) as unearned,
      sum(t.remaining_minutes + t.held_minutes) as left,
      sum(t.expired_minutes - t.reissued_minutes) + coalesce((select sum(r.minutes) from reversal r where r.kind = 'adjust'), 0) as expired
    from tree t cross join root r group by r.kept
  ), piece as (
    select s.*, div(s.unearned * p_minutes, s.left + s.expired) as value from standing s
  )
  -- Rounded down; one up where the expired value of the hours that stay would otherwise grow. For 11 minor units, 2 minutes left and 1 expired, when 1
  -- minute moves: its share is 11 * 1 / 3 = 3. Expired are 11 * 1 / 3 = 3 before and (11 - 3) * 1 / 2 = 4 after: so it takes 4, and
  -- (11 - 4) * 1 / 2 = 3 stay expired.
  select (p.value + case when div((p.unearned - p.value) * p.expired, nullif(p.left + p.expired - p_minutes, 0))
    > div(p.unearned * p.expired, p.left + p.expired) then 1 else 0 end)::integer
  from piece p
$$;
revoke execute on function hours_value_of_piece from public;
grant execute on function hours_value_of_piece to tegoed_app;
