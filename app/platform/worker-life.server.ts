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
const takeLock = "select pg_advisory_lock(hashtextextended('tegoed worker ' || $1, 0))";

const firstPauseMs = 250;
const longestPauseMs = 5000;

/**
 * Opens the connection that holds one lock a worker, and looks every few seconds for jobs whose worker has none. A connection that is lost is opened
 * anew, after pauses that grow to five seconds, and takes every lock again: a live worker whose lock is gone would lose its jobs to others.
 */
export async function startWorkerLife(connectionString: string, options = ""): Promise<WorkerLife> {
  const workers = new Set<string>();
  let stopped = false;
  let client: pg.Client | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let wake = (): void => undefined;

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString, keepAlive: true, options });
    next.on("error", (error) => log.warn({ error: error.message }, "the workers' sign of life was lost"));
    await next.connect();
    try {
      for (const worker of workers) await next.query(takeLock, [worker]);
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
    next.once("end", () => {
      if (client !== next) return;
      client = undefined;
      if (!stopped) void comeBack();
    });
    client = next;
    last = Promise.resolve();
  };
  const comeBack = async (): Promise<void> => {
    for (let pause = firstPauseMs; !stopped && !client; pause = Math.min(pause * 2, longestPauseMs)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, pause).unref();
      });
      if (stopped) return;
      await connect().then(
        () => log.info("the workers' sign of life is back"),
        (error: unknown) =>
          log.warn({ error: String(error) }, "the workers' sign of life can't come back yet"),
      );
    }
  };
  // One after the other: a connection does one thing at a time.
  const ask = (text: string, values: string[] = []): void => {
    const through = client;
    if (!through) return;
    last = last
      .then(() => through.query<{ workers: string[] }>(text, values))
      .then(
        ({ rows }) =>
          rows[0]?.workers && log.warn({ workers: rows[0].workers }, "jobs of dead workers go on"),
        () => undefined,
      );
  };
  await connect();
  ask(freeDead);
  const timer = setInterval(() => ask(freeDead), 5000);
  timer.unref();
  return {
    take: (workerId) => {
      workers.add(workerId);
      ask(takeLock, [workerId]);
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      wake();
      await client?.end().catch(() => undefined);
    },
  };
}
