import { EventEmitter } from "node:events";

import { Logger, parseCronItems, run, type Runner, type TaskList, type WorkerEvents } from "graphile-worker";
import pg from "pg";

import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { log } from "#app/platform/log.server.ts";
import { startWorkerLife } from "#app/platform/worker-life.server.ts";

/** What a room does in the background: each job reads its rows afresh, and may run again. */
export type JobTable = Record<string, (payload: unknown) => Promise<void>>;
/** A job that comes back by the clock: `minute hour day month weekday`, UTC. */
export type CronTable = { task: string; at: string }[];

/** Asks for a job in the caller's transaction: it exists exactly when the change does. The same key replaces a job that has not run. */
export async function enqueue(
  tx: Tx,
  task: string,
  payload: Record<string, unknown>,
  options: { key?: string; runAt?: Date } = {},
): Promise<void> {
  await tx.$executeRaw`select enqueue_job(${task}, ${JSON.stringify(payload)}::json, ${options.key ?? null}, ${options.runAt ?? null})`;
}

const workerLogger = new Logger(() => (level, message) => {
  if (level === "error") log.error({ worker: true }, message);
  else if (level === "warning") log.warn({ worker: true }, message);
});

export type JobRunner = { stop: () => Promise<void> };

/** Starts the worker; several may run beside each other. It outlives a database that goes away, and takes over what dead workers left behind. Stopping lets running jobs finish. */
export async function startJobs(jobs: JobTable, crons: CronTable): Promise<JobRunner> {
  let stopping = false;
  let current = await launch(jobs, crons);
  const watch = ({ runner, end }: Launched): void => {
    void runner.promise
      .catch((error: unknown) => log.warn({ error: String(error) }, "the worker ended"))
      .then(async () => {
        await end();
        while (!stopping) {
          await new Promise((resolve) => setTimeout(resolve, 1000));
          const next = await launch(jobs, crons).catch((error: unknown) =>
            log.warn({ error: String(error) }, "the worker can't start yet"),
          );
          if (next) return watch((current = next));
        }
      });
  };
  watch(current);
  return {
    stop: async () => {
      stopping = true;
      await current.runner.stop().catch(() => undefined);
      await current.end();
    },
  };
}

type Launched = { runner: Runner; end: () => Promise<void> };

/** The queue's tables are reached by a role of their own. */
const queueRole = "-c role=tegoed_worker";

/** The queue's own connections; the listener stays when the queue takes its own away. */
function openPool(): pg.Pool {
  const pool = new pg.Pool({ connectionString: env().databaseUrl, max: 8, options: queueRole });
  pool.on("error", (error) => log.warn({ error: error.message }, "the queue lost a connection"));
  return pool;
}

async function launch(jobs: JobTable, crons: CronTable): Promise<Launched> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(jobs).map(([name, handler]) => [
      name,
      (payload: unknown) => runJob(name, handler, payload),
    ]),
  );
  const events: WorkerEvents = new EventEmitter();
  const life = await startWorkerLife(env().databaseUrl, queueRole);
  const pgPool = openPool();
  let ending: Promise<unknown> | undefined;
  const end = async (): Promise<void> => {
    ending ??= Promise.allSettled([life.stop(), pgPool.end()]);
    await ending;
  };
  events.on("worker:create", ({ worker }) => life.take(worker.workerId));
  try {
    const runner = await run({
      pgPool,
      concurrency: 4,
      pollInterval: 1000,
      // In batches (of one moment) the queue looks after its own failures; singly, a lost database would end the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      noHandleSignals: true,
      logger: workerLogger,
      events,
      taskList,
      parsedCronItems: parseCronItems(
        crons.map((cron) => ({ task: cron.task, match: cron.at, identifier: cron.task })),
      ),
    });
    return { runner, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function runJob(
  name: string,
  handler: (payload: unknown) => Promise<void>,
  payload: unknown,
): Promise<void> {
  const began = Date.now();
  try {
    await handler(payload);
    log.info({ job: name, ms: Date.now() - began }, "job done");
  } catch (error) {
    log.warn(
      { job: name, ms: Date.now() - began, error: error instanceof Error ? error.message : String(error) },
      "job failed, will be tried again",
    );
    throw error;
  }
}
