-- What is left of each lot (bought, given, imported or moved here) and of its correction lots, for a conversion: the open minutes, their value in
-- minor units without VAT, and refund_minor: the amount with VAT to refund so that exactly these minutes are reversed, if none are held (null for a lot without a payment here).
-- The ledger rounds an amount's minutes down (hours_share), so the amount is rounded up. A refund takes held minutes first (hours_reverse).
create or replace function hours_convertible(p_client_id uuid, p_now timestamptz)
returns table (lot_id integer, payment_id uuid, source hour_source, currency text, minutes integer, held_minutes integer, value_minor integer,
  refund_minor integer)
language plpgsql stable as $$
#variable_conflict use_column
begin
  return query with recursive tree as (
    select l.id as root_id, l.id from hour_lot l where l.client_id = p_client_id and l.parent_lot_id is null
    union all
    select t.root_id, c.id from tree t join hour_lot c on c.client_id = p_client_id and c.parent_lot_id = t.id
  ), left_of as (
    select t.root_id, sum(l.held_minutes)::integer as held_minutes,
      coalesce(sum(l.remaining_minutes) filter (where s.has_hours), 0)::integer as minutes,
      coalesce(sum(hours_value_of_piece(p_client_id, l.id, l.remaining_minutes, '{}')) filter (where s.has_hours), 0)::integer as value_minor
    from tree t join hour_lot l on l.client_id = p_client_id and l.id = t.id
    cross join lateral (select l.is_open and l.effective_at <= p_now and l.expires_at > p_now as has_hours) s
    group by t.root_id
  )
  select r.id, r.payment_id, r.source, r.currency::text, o.minutes, o.held_minutes, o.value_minor,
    case when p.id is not null then (least(p.gross_minor,
      ceil(p.gross_minor::numeric * (o.minutes + hours_share(r.minutes, p.refunded_minor, p.gross_minor)) / r.minutes)) - p.refunded_minor)::integer end
  from left_of o join hour_lot r on r.client_id = p_client_id and r.id = o.root_id
  left join hour_payment p on p.client_id = p_client_id and p.id = r.payment_id
  where o.minutes > 0 or o.held_minutes > 0
  order by r.id;
end $$;
revoke execute on function hours_convertible from public;
grant execute on function hours_convertible to tegoed_app;
