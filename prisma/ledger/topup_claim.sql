-- Gives the client's open attempt to one worker for p_claim_seconds; no row when there is none, or next_look_at is still to come (another worker
-- has it, or it waits). A queued attempt of which nothing was sent is checked again against balance, mode, suspension and caps: it is resized, or
-- canceled when it is no longer needed or allowed. A queued attempt is returned as charging: commit before calling Stripe. One that is charging
-- already (a worker left it unfinished, or its bank hasn't decided) is returned as unknown: read Stripe before changing anything there. Others keep
-- their status. Claiming sets maybe_sent_since; topup_set_state clears it where nothing was sent.
create or replace function topup_claim(p_client_id uuid, p_now timestamptz, p_claim_seconds integer) returns setof topup_attempt
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_account hour_account := hours_lock_account(p_client_id);
  v_now timestamptz := hours_now(v_account, p_now);
  v_attempt topup_attempt;
  v_setting hour_setting;
  v_refusal text;
begin
  select * into v_attempt from topup_attempt
  where client_id = p_client_id and is_open;
  if v_attempt.id is null or v_attempt.next_look_at > p_now then
    return;
  end if;
  if v_account.next_expiry_at <= v_now then
    v_account := hours_expire_step(v_account, v_now);
  end if;

  if v_attempt.status = 'queued' and v_attempt.maybe_sent_since is null then
    select * into v_setting from hour_setting where client_id = p_client_id;
    v_attempt.minutes := hours_topup_need(v_account, v_setting, v_attempt.id);
    v_refusal := case
      when v_account.active_threshold is null then 'turned off'
      when v_setting.topup_suspended_at is not null then 'suspended'
      when v_attempt.minutes is null then 'no longer needed'
      when hours_topup_capped(v_setting, v_attempt.minutes, v_attempt.id, p_now) then 'capped' end;
    if v_refusal is not null then
      update topup_attempt set status = 'canceled', version = version + 1, closed_at = p_now, note = v_refusal
      where client_id = p_client_id and id = v_attempt.id;
      update hour_setting set topup_capped_at = p_now where v_refusal = 'capped' and client_id = p_client_id and topup_capped_at is null;
      return;
    end if;
  end if;

  return query
  update topup_attempt
  set status = case status when 'queued' then 'charging' when 'charging' then 'unknown' else status end, minutes = v_attempt.minutes,
    maybe_sent_since = coalesce(maybe_sent_since, p_now), next_look_at = p_now + make_interval(secs => p_claim_seconds), version = version + 1
  where client_id = p_client_id and id = v_attempt.id
  returning *;
end $$;
revoke execute on function topup_claim from public;
grant execute on function topup_claim to tegoed_app;
