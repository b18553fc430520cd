-- Changes an account's settings (null leaves one as it is), once a key, and records the change as an op without lines. False if the key was used.
create or replace function hours_configure(p_client_id uuid, p_idem_key text, p_overage_policy text, p_fairness_days integer,
  p_correction_grace_days integer, p_threshold_minutes integer, p_now timestamptz, p_actor text, p_reason text default null) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_account hour_account := hours_lock_account(p_client_id);
  v_now timestamptz := hours_now(v_account, p_now);
  v_change text := json_strip_nulls(json_build_object('overagePolicy', p_overage_policy, 'fairnessDays', p_fairness_days,
    'correctionGraceDays', p_correction_grace_days, 'thresholdMinutes', p_threshold_minutes))::text;
  v_request bytea := sha256(convert_to(v_change, 'UTF8'));
begin
  if (hours_known_op(p_client_id, p_idem_key, v_request)).seq is not null then
    return false;
  end if;
  if p_idem_key is null then
    raise exception 'A change of settings needs a key' using errcode = 'TG006';
  end if;
  if v_account.next_expiry_at <= v_now then
    v_account := hours_expire_step(v_account, v_now);
  end if;
  update hour_setting
  set overage_policy = coalesce(p_overage_policy, overage_policy), fairness_days = coalesce(p_fairness_days, fairness_days),
    correction_grace_days = coalesce(p_correction_grace_days, correction_grace_days), threshold_minutes = coalesce(p_threshold_minutes, threshold_minutes)
  where client_id = p_client_id;
  update hour_account set active_threshold = coalesce(p_threshold_minutes, active_threshold) where client_id = p_client_id and active_threshold is not null;
  perform hours_post(v_account, row(p_client_id, v_account.seq + 1, 'configure', p_idem_key, v_request, null, null, null, null,
    v_now, v_now, p_actor, concat_ws(' ', v_change, p_reason), null, null)::hour_op, '{}');
  return true;
end $$;
revoke execute on function hours_configure from public;
grant execute on function hours_configure to tegoed_app;
