-- Takes the lock of an act: the account's row, always first (hours_freeze, hours_number_payment_read and hours_overage lock it themselves, since they
-- run on a frozen account too). A foreign or missing account raises TG004, a frozen one TG005.
create or replace function hours_lock_account(p_client_id uuid) returns hour_account
language plpgsql as $$
declare
  v_account hour_account;
begin
  select * into v_account from hour_account where client_id = p_client_id for no key update;
  if not found then
    raise exception 'No hour account of client % in sight', p_client_id using errcode = 'TG004';
  end if;
  if v_account.frozen_at is not null then
    raise exception 'The hour account of client % is frozen: %', p_client_id, v_account.frozen_reason using errcode = 'TG005';
  end if;
  return v_account;
end $$;
revoke execute on function hours_lock_account from public;
