-- Makes no more top-ups for a client. p_cause is the fingerprint of the payment method that was refused for good or too often (its
-- saved_method id where it has none), or 'dispute:' and that of the method in dispute. Null: the system suspends (a new choice lifts that); null never replaces a cause that is
-- stored, and nothing replaces a dispute.
-- Safe to repeat. Cancels an attempt of which nothing was sent.
create or replace function topup_suspend(p_client_id uuid, p_cause text, p_now timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_account hour_account := hours_lock_account(p_client_id);
begin
  -- Only to refuse a clock that is ahead (TG007).
  perform hours_now(v_account, p_now);
  update hour_setting set topup_suspended_at = coalesce(topup_suspended_at, p_now), topup_suspension_cause = case
    when topup_suspension_cause like 'dispute%' then topup_suspension_cause else coalesce(p_cause, topup_suspension_cause) end
  where client_id = v_account.client_id;
  update topup_attempt set status = 'canceled', version = version + 1, closed_at = p_now, note = 'suspended'
  where client_id = p_client_id and status = 'queued' and maybe_sent_since is null;
end $$;
revoke execute on function topup_suspend from public;
grant execute on function topup_suspend to tegoed_app;
