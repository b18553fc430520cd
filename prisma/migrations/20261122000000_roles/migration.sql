-- Four hats, none of which can log in, bypass row-level security or is a superuser:
--   tegoed_owner  owns tables and functions; the ledger's functions run as it
--   tegoed_app    what requests and jobs wear, one transaction at a time
--   tegoed_auth   what the sign-in library wears: its own five tables and nothing else
-- Roles belong to the whole server, so another database of it may have made them already.
do $$
declare
  hat text;
begin
  foreach hat in array array['tegoed_owner', 'tegoed_app', 'tegoed_auth'] loop
    begin
      execute format('create role %I nologin nosuperuser nobypassrls', hat);
    exception when duplicate_object or unique_violation then null;
    end;
    if not pg_has_role(current_user, hat, 'member') then
      execute format('grant %I to current_user', hat);
    end if;
  end loop;
end $$;

revoke create on schema public from public;
grant usage on schema public to tegoed_app, tegoed_auth;
grant usage, create on schema public to tegoed_owner;

-- A job is a row that commits with the change that asks for it. Runs as the migrating login, which owns the queue's schema.
create function enqueue_job(p_task text, p_payload json, p_key text default null, p_run_at timestamptz default null) returns void
language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform graphile_worker.add_job(p_task, p_payload, job_key => p_key, run_at => p_run_at, max_attempts => 25);
end $$;
revoke execute on function enqueue_job(text, json, text, timestamptz) from public;
grant execute on function enqueue_job(text, json, text, timestamptz) to tegoed_app;
