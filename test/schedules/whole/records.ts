import pg from "pg";

export type AttemptRow = { id: string; status: string; note: string | null; invoice: string | null };
export type LotRow = { payment: string | null; source: string };
export type JobRow = { id: string; task: string; payload: unknown; attempts: number };

/** A look behind the application: as the database's owner, on a connection of its own that no schedule holds up. */
export type Records = {
  attempts: (clientId: string) => Promise<AttemptRow[]>;
  /** The lots that were paid for. */
  lots: (clientId: string) => Promise<LotRow[]>;
  defects: (clientId: string) => Promise<string[]>;
  /** Jobs of billing that nobody works on and whose time has come, in the order in which they were asked for. */
  dueJobs: (at: number) => Promise<JobRow[]>;
  lockJob: (id: string) => Promise<void>;
  unlockJob: (id: string) => Promise<void>;
  failJob: (job: JobRow, at: number, error: string) => Promise<void>;
  removeJob: (id: string) => Promise<void>;
  failedJobs: () => Promise<string[]>;
  /** Forgets every client and what is theirs: each schedule begins in the same world. */
  wipe: () => Promise<void>;
  close: () => Promise<void>;
};

/** Opens the records of MIGRATE_DATABASE_URL's database. */
export async function openRecords(): Promise<Records> {
  const client = new pg.Client({ connectionString: process.env["MIGRATE_DATABASE_URL"] });
  await client.connect();
  const rows = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await client.query<Row>(text, values)).rows;
  const job = (change: string) => async (id: string) =>
    void (await client.query(`${change} where id = $1`, [id]));
  const tables = (
    await rows<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname = 'client_id' and c.relname not like 'audit%' order by 1`)
  ).map(({ name }) => name);
  const wiping = [
    ...tables.map((name) => `delete from ${name} where client_id is not null`),
    "delete from client",
    "delete from stripe_event",
    "delete from payment_comparison",
    "delete from graphile_worker._private_jobs",
  ];
  return {
    attempts: (clientId) =>
      rows(
        "select id::text, status, note, stripe_invoice as invoice from topup_attempt where client_id = $1 order by created_at, id",
        [clientId],
      ),
    lots: (clientId) =>
      rows(
        "select payment_id::text as payment, source from hour_lot where client_id = $1 and parent_lot_id is null and source <> 'goodwill' order by id",
        [clientId],
      ),
    defects: async (clientId) =>
      (
        await rows<{ said: string }>(
          "select concat_ws(' ', invariant, subject, detail) as said from ledger_defects where client_id = $1",
          [clientId],
        )
      ).map(({ said }) => said),
    dueJobs: (at) =>
      rows(
        `select j.id::text, t.identifier as task, j.payload, j.attempts from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where j.locked_at is null and j.run_at <= $1 and t.identifier like 'billing.%' order by j.id`,
        [new Date(at)],
      ),
    lockJob: job(
      "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'schedule', attempts = attempts + 1",
    ),
    unlockJob: job("update graphile_worker._private_jobs set locked_at = null, locked_by = null"),
    removeJob: job("delete from graphile_worker._private_jobs"),
    failJob: async ({ id, attempts }, at, error) =>
      void (await client.query(
        "update graphile_worker._private_jobs set locked_at = null, locked_by = null, run_at = $2, last_error = $3 where id = $1",
        [id, new Date(at + Math.exp(Math.min(attempts + 1, 10)) * 1000), error],
      )),
    failedJobs: async () =>
      (
        await rows<{ said: string }>(
          "select concat_ws(' ', t.identifier, j.last_error) as said from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where j.last_error is not null and t.identifier like 'billing.%'",
        )
      ).map(({ said }) => said),
    wipe: async () =>
      void (await client.query(
        `begin; set local session_replication_role = replica; ${wiping.join("; ")}; commit`,
      )),
    close: () => client.end(),
  };
}
