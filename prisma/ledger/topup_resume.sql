-- Lets top-ups be made again (a new payment method or choice, a payment that a person made, or staff) and makes the one that the balance asks for.
create or replace function topup_resume(p_client_id uuid, p_now timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_account hour_account := hours_lock_account(p_client_id);
  v_now timestamptz := hours_now(v_account, p_now);
begin
  if v_account.next_expiry_at <= v_now then
    v_account := hours_expire_step(v_account, v_now);
  end if;
  update hour_setting set topup_suspended_at = null, topup_suspension_cause = null, topup_failures = 0, topup_not_before = null
  where client_id = v_account.client_id;
  perform hours_topup_open(v_account, v_now);
end $$;
revoke execute on function topup_resume from public;
grant execute on function topup_resume to tegoed_app;
