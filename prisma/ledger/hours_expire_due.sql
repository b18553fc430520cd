-- Posts what is due to expire on an account at p_now. Each act that moves hours does this first (README); this is for accounts on which none is called.
-- Returns the minutes that expired.
create or replace function hours_expire_due(p_client_id uuid, p_now timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_account hour_account := hours_lock_account(p_client_id);
  v_before integer := v_account.available_minutes;
  v_now timestamptz := hours_now(v_account, p_now);
begin
  if v_account.next_expiry_at <= v_now then
    v_account := hours_expire_step(v_account, v_now);
  end if;
  if v_account.available_minutes - v_account.owed_minutes <= v_account.active_threshold then
    perform hours_topup_open(v_account, v_now);
  end if;
  return v_before - v_account.available_minutes;
end $$;
revoke execute on function hours_expire_due from public;
grant execute on function hours_expire_due to tegoed_app;
