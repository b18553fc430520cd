-- The client's lots for its strip card, in drawing order, spent and expired ones last. Minutes and minor units; expires_at null = never.
-- remaining_minutes is that at p_now: what is left in an expired lot counts as expired, even where no act has posted it yet.
create or replace function hours_lots(p_client_id uuid, p_now timestamptz)
returns table (lot_id integer, source text, parent_lot_id integer, payment_id uuid, minutes integer, price_minor integer, currency text,
  remaining_minutes integer, used_minutes integer, reversed_minutes integer, expired_minutes integer, held_minutes integer, reissued_minutes integer,
  effective_at timestamptz, expires_at timestamptz)
language sql stable as $$
  select l.id, l.source::text, l.parent_lot_id, l.payment_id, l.minutes, l.price_minor, l.currency::text,
    case when l.expires_at > p_now then l.remaining_minutes else 0 end, l.used_minutes, l.reversed_minutes,
    case when l.expires_at > p_now then l.expired_minutes else l.expired_minutes + l.remaining_minutes end, l.held_minutes, l.reissued_minutes,
    l.effective_at, nullif(l.expires_at, 'infinity')
  from hour_lot l cross join lateral (select l.is_open and l.expires_at > p_now as has_hours) s
  where l.client_id = p_client_id
  order by not s.has_hours, case when s.has_hours then l.priority end, case when s.has_hours then l.expires_at end, l.id
$$;
revoke execute on function hours_lots from public;
grant execute on function hours_lots to tegoed_app;
