-- Whether one more attempt of so many minutes would go over the client's caps for 30 days. Attempts that succeeded or are open count;
-- the attempt p_attempt_id itself doesn't. Until the new attempt is priced, its price is estimated from the latest priced attempt, per minute.
create or replace function hours_topup_capped(p_setting hour_setting, p_minutes integer, p_attempt_id uuid, p_now timestamptz) returns boolean
language sql stable as $$
  select count(*) >= p_setting.topup_max_per_30d
    or coalesce(coalesce(sum(t.gross_minor), 0) + coalesce(
      (select case when p.id = p_attempt_id then p.gross_minor else ceil(p.gross_minor::numeric * p_minutes / p.minutes) end from topup_attempt p
        where p.client_id = p_setting.client_id and p.gross_minor is not null
        order by p.id is not distinct from p_attempt_id desc, p.created_at desc, p.id limit 1), 0) > p_setting.topup_max_minor_per_30d, false)
  from topup_attempt t
  where t.client_id = p_setting.client_id and t.id is distinct from p_attempt_id and t.created_at > p_now - interval '720 hours'
    and (t.is_open or t.status = 'succeeded')
$$;
revoke execute on function hours_topup_capped from public;
