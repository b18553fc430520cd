-- Moves an attempt on, if it is still at p_version; returns the new version, null when somebody else moved it. Null leaves a column.
-- p_not_before: when the next worker may look; on failed or canceled, when the next attempt may be made. What is closed stays closed, but for a payment that arrives after all. A higher try_no or a
-- failure counts as one more decline in a row, success resets the count. Without p_not_before the next attempt waits 1, 24, then 72 hours.
-- Closing looks at the balance again.
create or replace function topup_move(p_client_id uuid, p_attempt_id uuid, p_version integer, p_status text, p_now timestamptz, p_not_before timestamptz,
  p_error text, p_gross_minor integer, p_net_minor integer, p_currency text, p_stripe_invoice text, p_stripe_payment_intent text, p_try_no integer) returns integer
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
  set status = p_status, version = version + 1, lease_until = coalesce(p_not_before, lease_until), last_error = coalesce(p_error, last_error),
    gross_minor = coalesce(p_gross_minor, gross_minor), net_minor = coalesce(p_net_minor, net_minor), currency = coalesce(p_currency, currency),
    stripe_invoice = coalesce(p_stripe_invoice, stripe_invoice), stripe_payment_intent = coalesce(p_stripe_payment_intent, stripe_payment_intent),
    try_no = coalesce(p_try_no, try_no), closed_at = case when p_status in ('succeeded', 'failed', 'canceled') then p_now end,
    first_sent_at = case when p_status = 'queued' and coalesce(p_try_no, try_no) = try_no and coalesce(p_stripe_invoice, stripe_invoice) is null then null else first_sent_at end
  where client_id = p_client_id and id = p_attempt_id
  returning * into v_new;

  if p_status = 'succeeded' then
    update hour_setting set topup_failures = 0, topup_not_before = null where client_id = p_client_id;
  elsif p_status = 'failed' or v_new.try_no > v_old.try_no then
    update hour_setting set topup_failures = topup_failures + 1 where client_id = p_client_id returning topup_failures into v_failures;
  end if;
  if p_status in ('failed', 'canceled') then
    update hour_setting
    set topup_not_before = coalesce(p_not_before, p_now + make_interval(hours => case coalesce(v_failures, 1) when 1 then 1 when 2 then 24 else 72 end))
    where client_id = p_client_id;
  end if;
  if p_status in ('succeeded', 'failed', 'canceled') then
    if v_account.next_expiry_at <= v_now then
      v_account := hours_expire_step(v_account, v_now);
    end if;
    perform hours_topup_step(v_account, v_now);
  end if;
  return v_new.version;
end $$;
revoke execute on function topup_move from public;
grant execute on function topup_move to tegoed_app;
