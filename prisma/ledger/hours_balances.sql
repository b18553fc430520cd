-- hours_balance of every account in sight (staff: all clients), lowest first: minutes available less owed at p_now.
create or replace function hours_balances(p_now timestamptz)
returns table (client_id uuid, available_minutes integer, owed_minutes integer, held_minutes integer, expires_at timestamptz, expiring_minutes integer,
  threshold_minutes integer, overage_policy text, last_at timestamptz)
language sql stable as $$
  select a.client_id, coalesce(s.minutes, 0)::integer, a.owed_minutes, a.held_minutes, nullif(s.next_at, 'infinity'),
    coalesce(s.next_minutes, 0)::integer, t.threshold_minutes, t.overage_policy, nullif(a.last_at, '-infinity')
  from hour_account a
  join hour_setting t on t.client_id = a.client_id
  left join (
    select l.client_id, sum(l.remaining_minutes) as minutes, min(l.expires_at) as next_at,
      sum(l.remaining_minutes) filter (where l.expires_at = l.first_at and l.first_at < 'infinity') as next_minutes
    from (select o.*, min(o.expires_at) over (partition by o.client_id) as first_at from hour_lot o where o.is_open and o.expires_at > p_now) l
    group by l.client_id
  ) s on s.client_id = a.client_id
  order by coalesce(s.minutes, 0) - a.owed_minutes, a.client_id
$$;
revoke execute on function hours_balances from public;
grant execute on function hours_balances to tegoed_app;
