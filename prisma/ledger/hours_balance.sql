-- What a client has at p_now, in minutes; expired lots don't count, even where no act has posted their expiry yet. expires_at is the next
-- expiry (null: none ahead) and expiring_minutes what expires then. One row for an account in sight, else none.
create or replace function hours_balance(p_client_id uuid, p_now timestamptz)
returns table (available_minutes integer, owed_minutes integer, held_minutes integer, expires_at timestamptz, expiring_minutes integer,
  threshold_minutes integer, overage_policy text, seq integer, frozen_at timestamptz)
language sql stable as $$
  with open_lots as materialized (
    select l.remaining_minutes, l.expires_at from hour_lot l
    where l.client_id = p_client_id and l.is_open and l.effective_at <= greatest(p_now, (select a.last_at from hour_account a where a.client_id = p_client_id))
      and l.expires_at > p_now
  ), next_expiry as (select min(o.expires_at) as at from open_lots o where o.expires_at < 'infinity')
  select coalesce((select sum(o.remaining_minutes) from open_lots o), 0)::integer, a.owed_minutes, a.held_minutes, n.at,
    coalesce((select sum(o.remaining_minutes) from open_lots o where o.expires_at = n.at), 0)::integer,
    s.threshold_minutes, s.overage_policy, a.seq, a.frozen_at
  from hour_account a join hour_setting s on s.client_id = a.client_id cross join next_expiry n
  where a.client_id = p_client_id
$$;
revoke execute on function hours_balance from public;
grant execute on function hours_balance to tegoed_app;
