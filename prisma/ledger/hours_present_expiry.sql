-- When a lot expires as things stand: at its own expires_at, or at the latest to which staff extended it
-- (a correction lot opened by an 'adjust' op is always an extension).
create or replace function hours_present_expiry(p_client_id uuid, p_lot_id integer) returns timestamptz
language sql stable as $$
  with recursive extended as (
    select l.id, l.expires_at from hour_lot l where l.client_id = p_client_id and l.id = p_lot_id
    union all
    select c.id, c.expires_at from extended e
    join hour_lot c on c.client_id = p_client_id and c.parent_lot_id = e.id
    join hour_op o on o.client_id = c.client_id and o.seq = c.opened_seq and o.kind = 'adjust'
  )
  select max(expires_at) from extended
$$;
revoke execute on function hours_present_expiry from public;
grant execute on function hours_present_expiry to tegoed_app;
