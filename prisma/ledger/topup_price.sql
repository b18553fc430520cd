-- Writes the price (minor units) on a claimed attempt, before anything is sent. Returns the new version; null when somebody else moved the attempt, or
-- when the price exceeds the cap for 30 days: then the attempt is canceled and topup_capped_at is set.
create or replace function topup_price(p_client_id uuid, p_attempt_id uuid, p_version integer, p_gross_minor integer, p_currency text,
  p_now timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_account hour_account := hours_lock_account(p_client_id);
  v_setting hour_setting;
  v_attempt topup_attempt;
begin
  -- Only to refuse a clock that is ahead (TG007).
  perform hours_now(v_account, p_now);
  update topup_attempt set gross_minor = p_gross_minor, currency = p_currency, version = version + 1
  where client_id = v_account.client_id and id = p_attempt_id and version = p_version and status in ('charging', 'unknown')
  returning * into v_attempt;
  if not found then
    return null;
  end if;
  select * into v_setting from hour_setting where client_id = p_client_id;
  if v_attempt.stripe_invoice is null and hours_topup_capped(v_setting, v_attempt.minutes, v_attempt.id, p_now) then
    update topup_attempt set status = 'canceled', version = version + 1, closed_at = p_now, note = 'capped', maybe_sent_since = null
    where client_id = p_client_id and id = p_attempt_id;
    update hour_setting set topup_capped_at = coalesce(topup_capped_at, p_now) where client_id = p_client_id;
    return null;
  end if;
  return v_attempt.version;
end $$;
revoke execute on function topup_price from public;
grant execute on function topup_price to tegoed_app;
