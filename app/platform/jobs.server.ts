import { Logger, parseCronItems, run, type Runner, type TaskList } from "graphile-worker";

import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { log } from "#app/platform/log.server.ts";

/** What a room does in the background: each job reads its rows afresh, and may run again. */
export type JobTable = Record<string, (payload: unknown) => Promise<void>>;
/** A job that comes back by the clock: `minute hour day month weekday`, UTC. */
export type CronTable = { task: string; at: string }[];

/** Asks for a job in the caller's transaction: it exists exactly when the change does. The same key replaces a job that has not run. */
export async function enqueue(tx: Tx, task: string, payload: Record<string, unknown>, options: { key?: string; runAt?: Date } = {}): Promise<void> {
  await tx.$executeRaw`select enqueue_job(${task}, ${JSON.stringify(payload)}::json, ${options.key ?? null}, ${options.runAt ?? null})`;
}

const workerLogger = new Logger(() => (level, message) => {
  if (level === "error") log.error({ worker: true }, message);
  else if (level === "warning") log.warn({ worker: true }, message);
});

/** Starts the worker; several may run beside each other. Stop it with the runner's stop(), which lets running jobs finish. */
export function startJobs(jobs: JobTable, crons: CronTable): Promise<Runner> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(jobs).map(([name, handler]) => [name, (payload: unknown) => runJob(name, handler, payload)]),
  );
  return run({
    connectionString: env().databaseUrl,
    concurrency: 4,
    pollInterval: 1000,
    noHandleSignals: true,
    logger: workerLogger,
    taskList,
    parsedCronItems: parseCronItems(crons.map((cron) => ({ task: cron.task, match: cron.at, identifier: cron.task }))),
  });
}

async function runJob(name: string, handler: (payload: unknown) => Promise<void>, payload: unknown): Promise<void> {
  const began = Date.now();
  try {
    await handler(payload);
    log.info({ job: name, ms: Date.now() - began }, "job done");
  } catch (error) {
    log.warn({ job: name, ms: Date.now() - began, error: error instanceof Error ? error.message : String(error) }, "job failed, will be tried again");
    throw error;
  }
}
