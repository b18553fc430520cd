-- role: login
-- One role a scope. None can log in; the login of web and worker owns nothing and may take these, tegoed_auth and tegoed_worker only:
--   tegoed_client  a client's person: the rows of app.client_id
--   tegoed_staff   the MSP's people: all rows
--   tegoed_system  jobs, webhooks and sign-in: all rows
--   tegoed_worker  the queue's own tables
-- tegoed_app stays as the group that holds what the three scopes have in common: tables and functions are granted to it.
do $$
declare
  v_role text;
begin
  foreach v_role in array array['tegoed_client', 'tegoed_staff', 'tegoed_system', 'tegoed_worker'] loop
    begin
      execute format('create role %I nologin nosuperuser nobypassrls', v_role);
    exception when duplicate_object or unique_violation then null;
    end;
    if not pg_has_role(current_user, v_role, 'member') then
      execute format('grant %I to current_user', v_role);
    end if;
    if v_role <> 'tegoed_worker' and not pg_has_role(v_role, 'tegoed_app', 'member') then
      execute format('grant tegoed_app to %I', v_role);
    end if;
  end loop;
end $$;

-- A temporary table of the caller must not stand in for one of ours: pg_temp comes last.
alter function enqueue_job(text, json, text, timestamptz, text) set search_path = pg_catalog, public, pg_temp;
alter function given_up_jobs() set search_path = pg_catalog, public, pg_temp;
alter function try_job_again(bigint) set search_path = pg_catalog, public, pg_temp;
