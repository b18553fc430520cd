-- Gives a client its hour account; called in the transaction that makes the client, so that the row which every act locks is never missing. Safe to repeat.
create or replace function hours_open_account(p_client_id uuid) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into hour_account (client_id) values (p_client_id) on conflict do nothing;
  insert into hour_setting (client_id) values (p_client_id) on conflict do nothing
$$;
revoke execute on function hours_open_account from public;
grant execute on function hours_open_account to tegoed_app;
