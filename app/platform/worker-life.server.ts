import pg from "pg";

import { log } from "#app/platform/log.server.ts";

/** Shows that workers live, and frees what dead ones hold. */
export type WorkerLife = { take: (workerId: string) => void; stop: () => Promise<void> };

// The queue gives a job to another worker four hours after its own died. A session's advisory lock is gone the moment its process is.
const freeDead = `
  select graphile_worker.force_unlock_workers(array_agg(dead.worker)) as freed, array_agg(dead.worker) as workers from (
    select distinct job.locked_by as worker from graphile_worker._private_jobs job
    where job.locked_at < now() - interval '10 seconds' and not exists (
      select from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
      where l.locktype = 'advisory' and l.objsubid = 1
        and ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended('tegoed worker ' || job.locked_by, 0))
  ) dead having count(*) > 0`;

/** Opens the connection that holds one lock a worker, and looks every few seconds for jobs whose worker has none. */
export async function startWorkerLife(connectionString: string): Promise<WorkerLife> {
  const client = new pg.Client({ connectionString });
  client.on("error", (error) => log.warn({ error: error.message }, "the workers' sign of life was lost"));
  await client.connect();
  let last: Promise<unknown> = Promise.resolve();
  // One after the other: a connection does one thing at a time.
  const ask = (text: string, values: string[] = []): void => {
    last = last.then(() => client.query<{ workers: string[] }>(text, values)).then(
      ({ rows }) => rows[0]?.workers && log.warn({ workers: rows[0].workers }, "jobs of dead workers go on"),
      () => undefined,
    );
  };
  ask(freeDead);
  const timer = setInterval(() => ask(freeDead), 5000);
  timer.unref();
  return {
    take: (workerId) => ask("select pg_advisory_lock(hashtextextended('tegoed worker ' || $1, 0))", [workerId]),
    stop: async () => {
      clearInterval(timer);
      await client.end().catch(() => undefined);
    },
  };
}
