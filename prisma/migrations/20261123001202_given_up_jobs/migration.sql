-- role: login
-- Jobs that failed so often that the queue gave them up, for the people of the MSP to see and to ask for again. The queue's tables belong to
-- the login that runs it, so these functions do too; the application's role may only call them.
create function given_up_jobs() returns table (id bigint, task text, payload json, error text, tries integer, since timestamptz)
language sql stable security definer set search_path = pg_catalog, public as $$
  select j.id, t.identifier, j.payload, j.last_error, j.attempts::integer, j.updated_at
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  where app_scope() in ('staff', 'system') and j.attempts >= j.max_attempts and j.locked_at is null
  order by j.id limit 200 $$;

-- Begins a given-up job anew, with all its tries; answers its name, or nothing when it is not given up (any more).
create function try_job_again(p_id bigint) returns text
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  v_task text;
begin
  if app_scope() not in ('staff', 'system') then return null; end if;
  select t.identifier into v_task from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  where j.id = p_id and j.attempts >= j.max_attempts and j.locked_at is null for update of j;
  if v_task is not null then perform graphile_worker.reschedule_jobs(array[p_id], run_at => now(), attempts => 0); end if;
  return v_task;
end $$;
revoke execute on function given_up_jobs() from public;
revoke execute on function try_job_again(bigint) from public;
grant execute on function given_up_jobs() to tegoed_app;
grant execute on function try_job_again(bigint) to tegoed_app;
