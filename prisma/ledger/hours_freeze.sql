-- Stops all acts on an account (they raise TG005) for the reason given, as the defects check does; a null reason ends that.
create or replace function hours_freeze(p_client_id uuid, p_reason text, p_now timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update hour_account
  set frozen_at = case when p_reason is null then null else coalesce(frozen_at, p_now) end, frozen_reason = p_reason
  where client_id = p_client_id;
  if not found then
    raise exception 'No hour account of client % in sight', p_client_id using errcode = 'TG004';
  end if;
end $$;
revoke execute on function hours_freeze from public;
grant execute on function hours_freeze to tegoed_app;
