-- Makes the top-up attempt that a client's balance asks for, as every act that changes the balance does: for the sweep (billing.sweep-topups), which
-- finds what changed outside the ledger, such as an order that was given up. Returns the open attempt, old or new, or null.
create or replace function topup_evaluate(p_client_id uuid, p_now timestamptz) returns uuid
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_account hour_account := hours_lock_account(p_client_id);
  v_now timestamptz := hours_now(v_account, p_now);
begin
  if v_account.next_expiry_at <= v_now then
    v_account := hours_expire_step(v_account, v_now);
  end if;
  return hours_topup_open(v_account, v_now);
end $$;
revoke execute on function topup_evaluate from public;
grant execute on function topup_evaluate to tegoed_app;
