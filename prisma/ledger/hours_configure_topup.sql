-- Sets what happens at the threshold, and records it as an op: invoice (an invoice is sent), charge (the saved method is charged), off or warn. The
-- last two buy nothing here; the app tells them apart by whether the client has a balance alert (findTopupSetting).
-- Null leaves a setting as it is, except p_max_minor_per_30d, where null is no cap. Looks at the balance at once; off and warn cancel an attempt
-- of which nothing was sent to Stripe.
create or replace function hours_configure_topup(p_client_id uuid, p_idem_key text, p_mode text, p_threshold_minutes integer, p_block_minutes integer,
  p_max_per_30d integer, p_max_minor_per_30d integer, p_now timestamptz, p_actor text, p_reason text default null) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_account hour_account := hours_lock_account(p_client_id);
  v_now timestamptz := hours_now(v_account, p_now);
  v_change text := json_build_object('topupMode', p_mode, 'thresholdMinutes', p_threshold_minutes, 'topupBlockMinutes', p_block_minutes,
    'topupMaxPer30d', p_max_per_30d, 'topupMaxMinorPer30d', p_max_minor_per_30d)::text;
  v_request bytea := sha256(convert_to(v_change, 'UTF8'));
  v_setting hour_setting;
begin
  if (hours_known_op(p_client_id, p_idem_key, v_request)).seq is not null then
    return false;
  end if;
  select * into v_setting from hour_setting where client_id = p_client_id;
  if p_idem_key is null or coalesce(p_mode, v_setting.topup_mode) not in ('off', 'warn', 'invoice', 'charge')
    or least(p_threshold_minutes, p_max_per_30d, p_max_minor_per_30d) < 0 or p_block_minutes <= 0
    or (coalesce(p_mode, v_setting.topup_mode) in ('invoice', 'charge') and coalesce(p_block_minutes, v_setting.topup_block_minutes) is null) then
    raise exception 'A top-up needs a key, a mode, a block above zero and caps that aren''t negative' using errcode = 'TG006';
  end if;
  if v_account.next_expiry_at <= v_now then
    v_account := hours_expire_step(v_account, v_now);
  end if;
  update hour_setting
  set topup_mode = coalesce(p_mode, topup_mode), threshold_minutes = coalesce(p_threshold_minutes, threshold_minutes),
    topup_block_minutes = coalesce(p_block_minutes, topup_block_minutes), topup_max_per_30d = coalesce(p_max_per_30d, topup_max_per_30d),
    topup_max_minor_per_30d = p_max_minor_per_30d,
    topup_capped_at = case when coalesce(p_mode, topup_mode) in ('invoice', 'charge') then topup_capped_at end
  where client_id = p_client_id
  returning * into v_setting;
  update hour_account set active_threshold = case when v_setting.topup_mode in ('invoice', 'charge') then v_setting.threshold_minutes end
  where client_id = p_client_id;
  if v_setting.topup_mode in ('off', 'warn') then
    update topup_attempt set status = 'canceled', version = version + 1, closed_at = v_now, note = 'turned off'
    where client_id = p_client_id and status = 'queued' and maybe_sent_since is null;
  end if;
  perform hours_post(v_account, row(p_client_id, v_account.seq + 1, 'configure', p_idem_key, v_request, null, null, null, null,
    v_now, v_now, p_actor, concat_ws(' ', v_change, p_reason), null, null)::hour_op, '{}');
  return true;
end $$;
revoke execute on function hours_configure_topup from public;
grant execute on function hours_configure_topup to tegoed_app;
