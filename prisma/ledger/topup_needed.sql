-- Whether the balance, with what else is on its way, still asks for an attempt. True also while top-ups are off (there is no threshold then): the caller
-- decides by the mode. Null for no account in sight.
create or replace function topup_needed(p_client_id uuid, p_attempt_id uuid) returns boolean
language sql stable as $$
  select a.active_threshold is null or hours_topup_need(a, s, p_attempt_id) is not null
  from hour_account a join hour_setting s on s.client_id = a.client_id where a.client_id = p_client_id
$$;
revoke execute on function topup_needed from public;
grant execute on function topup_needed to tegoed_app;
