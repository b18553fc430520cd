-- role: login
-- How the queue stands, for monitoring: jobs that are due, how long the oldest of them has waited (seconds), and those that were given up.
create function queue_facts() returns table (due integer, oldest_seconds double precision, given_up integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select count(*) filter (where j.run_at <= now() and j.attempts < j.max_attempts and j.locked_at is null)::integer,
    coalesce(extract(epoch from max(now() - j.run_at)
      filter (where j.run_at <= now() and j.attempts < j.max_attempts and j.locked_at is null)), 0)::double precision,
    count(*) filter (where j.attempts >= j.max_attempts and j.locked_at is null)::integer
  from graphile_worker._private_jobs j
  where app_scope() in ('staff', 'system') $$;
revoke execute on function queue_facts() from public;
grant execute on function queue_facts() to tegoed_app;
