import { EventEmitter } from "node:events";

import { Logger, parseCronItems, run, type Runner, type TaskList, type WorkerEvents } from "graphile-worker";
import pg from "pg";
import { z } from "zod";

import { systemTimeOf } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { startJobSummaries, tallyJob } from "#app/platform/job-summary.server.ts";
import { reportError } from "#app/platform/error-report.server.ts";
import { log } from "#app/platform/log.server.ts";
import { countJob } from "#app/platform/metrics.server.ts";
import { sessionOptions } from "#app/platform/postgres/session-options.ts";
import { startWorkerLife } from "#app/platform/worker-life.server.ts";

/** A job: it reads its rows afresh, and may run again. What the queue kept is checked before `run` sees it. */
export type Job<Payload> = { schema: z.ZodType<Payload>; run: (payload: Payload) => Promise<void> };
/** The jobs of a module by name. */
// The queue gives every job what its own schema accepts, so a table may hold jobs of any payload.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type JobTable = Record<string, Job<any>>;
/**
 * The job tables of all modules. Each module adds its own by declaration (`interface JobTables { hours: typeof hoursJobs }`),
 * so that a wrong name or payload does not compile.
 */
export interface JobTables {
  mail: { "mail.send-letter": Job<{ letterId: string }> };
}
type AnyTable = JobTables[keyof JobTables];
type NamesIn<Table> = Table extends JobTable ? keyof Table & string : never;
/** The name of a job of any module. */
export type JobName = NamesIn<AnyTable>;
type PayloadIn<Table, Name extends JobName> =
  Table extends Record<Name, Job<infer Payload>> ? Payload : never;
type PayloadOf<Name extends JobName> = Name extends JobName ? PayloadIn<AnyTable, Name> : never;
/** A job that runs at set times: `minute hour day month weekday`, UTC; it is given an empty payload. */
export type CronTable = { task: JobName; at: string }[];

/** A job with the shape of what it is given. */
export function job<Payload>(
  schema: z.ZodType<Payload>,
  run: (payload: Payload) => Promise<void>,
): Job<Payload> {
  return { schema, run };
}

const nothing = z.record(z.string(), z.never());

/** A job that is given nothing. */
export function plainJob(run: () => Promise<void>): Job<Record<string, never>> {
  return {
    schema: z
      .any()
      .transform((): Record<string, never> => ({}))
      .pipe(nothing),
    run: () => run(),
  };
}

/**
 * Asks for a job in the caller's transaction: it exists exactly when the change does. The same key replaces a job
 * that has not run; jobs of one queue run one after another. `runAt` is an instant of the application's clock;
 * without it the job is due at once.
 */
export async function enqueue<Name extends JobName>(
  tx: Tx,
  task: Name,
  payload: PayloadOf<Name>,
  options: { key?: string; runAt?: Date; queue?: string } = {},
): Promise<void> {
  const runAt = options.runAt ? systemTimeOf(options.runAt) : null;
  await tx.$executeRaw`select enqueue_job(${task}, ${JSON.stringify(payload)}::json, ${options.key ?? null},
    ${runAt}, ${options.queue ?? null})`;
}

const workerLogger = new Logger(() => (level, message, meta) => {
  // A failed try has its warning already (runJob); only the last one needs somebody.
  if (meta?.["failure"] === true && !isLastTry(meta["job"])) log.debug({ worker: true }, message);
  else if (level === "error") {
    log.error({ worker: true }, message);
    reportError(meta?.["error"], { kind: "job", name: taskOf(meta?.["job"]) });
  } else if (level === "warning") log.warn({ worker: true }, message);
});

function isLastTry(job: unknown): boolean {
  const read = triesOf.safeParse(job);
  return !read.success || read.data.attempts >= read.data.max_attempts;
}

function taskOf(job: unknown): string {
  return namedTask.safeParse(job).data?.task_identifier ?? "worker";
}

const namedTask = z.object({ task_identifier: z.string() });
const triesOf = z.object({ attempts: z.number(), max_attempts: z.number() });

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
  const summaries = startJobSummaries();
  return {
    stop: async () => {
      stopping = true;
      await current.runner.stop().catch(() => undefined);
      await current.end();
      summaries.stop();
    },
  };
}

type Launched = { runner: Runner; end: () => Promise<void> };

/** The queue's tables are reached by a role of their own. */
const queueOptions = sessionOptions("tegoed_worker");

/** The queue's own connections; the listener stays when the queue takes its own away. */
function openPool(): pg.Pool {
  const pool = new pg.Pool({ connectionString: env().databaseUrl, max: 8, options: queueOptions });
  const lost = (error: Error): void => log.warn({ error: error.message }, "the queue lost a connection");
  pool.on("error", lost);
  // A connection in use tells by itself; the queue says in plain text, and not as JSON, where nobody listens.
  pool.on("connect", (client) => void client.on("error", lost));
  return pool;
}

async function launch(jobs: JobTable, crons: CronTable): Promise<Launched> {
  const taskList: TaskList = Object.fromEntries(
    Object.entries(jobs).map(([name, job]) => [name, (payload: unknown) => runJob(name, job, payload)]),
  );
  const events: WorkerEvents = new EventEmitter();
  const life = await startWorkerLife(env().databaseUrl, queueOptions);
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

/** Runs a job once with what a queue kept for it; throws where that is not what the job takes. */
export async function performJob<Payload>({ schema, run }: Job<Payload>, payload: unknown): Promise<void> {
  await run(schema.parse(payload));
}

async function runJob<Payload>(name: string, job: Job<Payload>, payload: unknown): Promise<void> {
  const began = performance.now();
  try {
    await performJob(job, payload);
    const ms = performance.now() - began;
    countJob(name, "done", ms);
    tallyJob(name, "done", ms);
    log.debug({ job: name, ms: Math.round(ms) }, "job done");
  } catch (error) {
    const ms = performance.now() - began;
    countJob(name, "failed", ms);
    tallyJob(name, "failed", ms);
    log.warn(
      {
        job: name,
        ms: Math.round(ms),
        error: error instanceof Error ? error.message : String(error),
      },
      "job failed, will be tried again",
    );
    throw error;
  }
}
