-- A payment may have changed at Stripe: numbers a request to read it there, on a frozen account too. Returns the number: the version for
-- hours_sync_payment, which must be called with what Stripe says after this; null when there is no such payment.
create or replace function hours_number_payment_read(p_client_id uuid, p_payment_id uuid) returns bigint
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_version bigint;
begin
  perform from hour_account where client_id = p_client_id for no key update;
  if not found then
    raise exception 'No hour account of client % in sight', p_client_id using errcode = 'TG004';
  end if;
  update hour_payment set asked_version = asked_version + 1 where client_id = p_client_id and id = p_payment_id returning asked_version into v_version;
  return v_version;
end $$;
revoke execute on function hours_number_payment_read from public;
grant execute on function hours_number_payment_read to tegoed_app;
