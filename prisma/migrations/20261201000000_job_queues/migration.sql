-- role: login
-- A job may name a queue: jobs of one queue run one after another, so that a slow outside system holds up only itself.
drop function enqueue_job(text, json, text, timestamptz);
create function enqueue_job(p_task text, p_payload json, p_key text default null, p_run_at timestamptz default null,
  p_queue text default null) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform graphile_worker.add_job(p_task, p_payload, job_key => p_key, run_at => p_run_at, max_attempts => 25,
    queue_name => p_queue);
end $$;
revoke execute on function enqueue_job(text, json, text, timestamptz, text) from public;
grant execute on function enqueue_job(text, json, text, timestamptz, text) to tegoed_app, tegoed_owner;
