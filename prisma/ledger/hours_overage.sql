-- Locks the account and returns how many minutes of its open debts are for work up to p_last_day; the lock keeps new hours from paying them before
-- the caller's transaction ends. Null where the account is frozen.
create or replace function hours_overage(p_client_id uuid, p_last_day date) returns integer
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  v_frozen_at timestamptz;
begin
  select a.frozen_at into v_frozen_at from hour_account a where a.client_id = p_client_id for no key update;
  if not found then
    raise exception 'No hour account of client % in sight', p_client_id using errcode = 'TG004';
  end if;
  if v_frozen_at is not null then
    return null;
  end if;
  return (select coalesce(sum(d.open_minutes), 0) from hour_debt d join time_entry e on e.client_id = d.client_id and 'te:' || e.id = d.subject
    where d.client_id = p_client_id and d.open_minutes > 0 and e.worked_on <= p_last_day);
end $$;
revoke execute on function hours_overage from public;
grant execute on function hours_overage to tegoed_app;
