-- Brings an attempt to p_status if it is still at p_version; returns the new version, null when somebody else moved it. A null parameter leaves its
-- column as it is. A closed attempt stays closed, unless its payment arrives after all (succeeded). Closing it looks at the balance again.
-- A failure, or a higher p_try_no, counts in topup_failures; success sets that back to 0. The next attempt waits 1 hour after a canceled one;
-- after a failed one 1, 24 or 72 hours, by topup_failures (1, 2, more). Back to queued with the same try and without an invoice, nothing was sent:
-- maybe_sent_since is cleared.
create or replace function topup_set_state(p_client_id uuid, p_attempt_id uuid, p_version integer, p_status text, p_now timestamptz, p_next_look_at timestamptz,
  p_note text, p_stripe_invoice text, p_try_no integer, p_key_no integer, p_awaits_bank boolean) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_account hour_account := hours_lock_account(p_client_id);
  v_now timestamptz := hours_now(v_account, p_now);
  v_old topup_attempt;
  v_new topup_attempt;
  v_failures integer;
begin
  select * into v_old from topup_attempt where client_id = p_client_id and id = p_attempt_id and version = p_version;
  if not found or v_old.status = 'succeeded' or (v_old.status in ('failed', 'canceled') and p_status <> 'succeeded') then
    return null;
  end if;
  update topup_attempt
  set status = p_status, version = version + 1, next_look_at = coalesce(p_next_look_at, next_look_at), note = coalesce(p_note, note),
    stripe_invoice = coalesce(p_stripe_invoice, stripe_invoice), try_no = coalesce(p_try_no, try_no), key_no = coalesce(p_key_no, key_no),
    awaits_bank = coalesce(p_awaits_bank, awaits_bank), closed_at = case when p_status in ('succeeded', 'failed', 'canceled') then p_now end,
    maybe_sent_since = case when p_status = 'queued' and coalesce(p_try_no, try_no) = try_no and coalesce(p_stripe_invoice, stripe_invoice) is null
      then null else maybe_sent_since end
  where client_id = p_client_id and id = p_attempt_id
  returning * into v_new;

  if p_status = 'succeeded' then
    update hour_setting set topup_failures = 0, topup_not_before = null where client_id = p_client_id;
  elsif p_status = 'failed' or v_new.try_no > v_old.try_no then
    update hour_setting set topup_failures = topup_failures + 1 where client_id = p_client_id returning topup_failures into v_failures;
  end if;
  if p_status in ('failed', 'canceled') then
    update hour_setting
    set topup_not_before = p_now + make_interval(hours => case coalesce(v_failures, 1) when 1 then 1 when 2 then 24 else 72 end)
    where client_id = p_client_id;
  end if;
  if not v_new.is_open then
    if v_account.next_expiry_at <= v_now then
      v_account := hours_expire_step(v_account, v_now);
    end if;
    perform hours_topup_open(v_account, v_now);
  end if;
  return v_new.version;
end $$;
revoke execute on function topup_set_state from public;
grant execute on function topup_set_state to tegoed_app;
