-- What the top-up worker has to look at by p_now: open attempts whose next_look_at has come (for topup_claim), and accounts at or below their threshold
-- without an attempt (attempt_id null, for topup_evaluate). Longest waiting first. Frozen accounts, and suspended ones without an attempt, are left out.
create or replace function topup_due(p_now timestamptz) returns table (client_id uuid, attempt_id uuid)
language sql stable as $$
  select d.client_id, d.attempt_id from (
    select t.client_id, t.id as attempt_id, t.next_look_at as since
    from topup_attempt t join hour_account a on a.client_id = t.client_id
    where t.is_open and t.next_look_at <= p_now and a.frozen_at is null
    union all
    select a.client_id, null, a.last_at
    from hour_account a join hour_setting s on s.client_id = a.client_id
    where a.available_minutes - a.owed_minutes <= a.active_threshold and a.frozen_at is null and s.topup_suspended_at is null
      and (s.topup_not_before is null or s.topup_not_before <= p_now)
      and not exists (select from topup_attempt t where t.client_id = a.client_id and t.is_open)
  ) d
  order by d.since, d.client_id
$$;
revoke execute on function topup_due from public;
grant execute on function topup_due to tegoed_app;
