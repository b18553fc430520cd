import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { Logger, runMigrations } from "graphile-worker";
import pg from "pg";

import { sessionOptions } from "#app/platform/postgres/session-options.ts";

const roles = "20261122000000_roles";
/** How a migration begins that touches what belongs to the login itself: the queue's own tables. */
const asLogin = "-- role: login\n";

export type MigrationReport = { applied: string[] };
type Script = { name: string; text: string; checksum: string };

/** Brings a database up to this version: the queue's tables, the migrations, the published views, the ledger's functions. Safe to repeat and to run twice at once. */
export async function migrate(
  connectionString: string,
  folder = path.resolve("prisma"),
): Promise<MigrationReport> {
  const client = new pg.Client({ connectionString, options: sessionOptions() });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('tegoed migrations'))");
    await runMigrations({ connectionString, logger: new Logger(() => () => undefined) });
    await client.query(`create table if not exists _prisma_migrations (
      id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
      logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`);
    const scripts = await readMigrations(folder);
    const views = viewsScript(await readSql(folder, "views"));
    // A migration may change a column that a view shows: the views are made again after the migrations.
    const stale = (await missing(client, [...scripts, views])).length > 0;
    if (stale) await dropViews(client);
    const applied = await applyMigrations(client, scripts);
    if (stale) await replaceScript(client, views);
    const functions = await applyWhenChanged(client, ledgerScript(await readSql(folder, "ledger")));
    await grantQueue(client);
    // /readyz asks which migrations are in, in the application's role.
    await client.query("grant select on _prisma_migrations to tegoed_app");
    // An act of the ledger may ask for a job in its own transaction.
    await client.query(
      "grant execute on function enqueue_job(text, json, text, timestamptz, text) to tegoed_owner",
    );
    return { applied: [...applied, ...(stale ? [views.name] : []), ...functions] };
  } finally {
    await client.end();
  }
}

/**
 * Lets tegoed_worker run the queue, whose tables belong to the login that migrates. They have row-level security without a policy,
 * so each gets one; asked again after every migration of the queue's own.
 */
async function grantQueue(client: pg.Client): Promise<void> {
  await client.query(`
    grant usage on schema graphile_worker to tegoed_worker;
    grant select, insert, update, delete on all tables in schema graphile_worker to tegoed_worker;
    grant usage, select, update on all sequences in schema graphile_worker to tegoed_worker;
    do $$
    declare
      v_table regclass;
    begin
      for v_table in
        select c.oid::regclass from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity
          and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'worker_rows')
      loop
        execute format('create policy worker_rows on %s to tegoed_worker using (true) with check (true)', v_table);
      end loop;
    end $$;`);
}

/** Names the migrations that a database still lacks, and throws when it can't be asked. */
export async function pendingMigrations(
  run: (text: string) => Promise<{ migration_name: string; checksum: string }[]>,
  folder = path.resolve("prisma"),
): Promise<string[]> {
  const rows = await run(
    "select migration_name, checksum from _prisma_migrations where finished_at is not null",
  );
  const wanted = [
    ...(await readMigrations(folder)),
    viewsScript(await readSql(folder, "views")),
    ledgerScript(await readSql(folder, "ledger")),
  ];
  return notIn(rows, wanted).map((script) => script.name);
}

type Done = { migration_name: string; checksum: string };

function notIn(rows: Done[], wanted: Script[]): Script[] {
  const done = new Set(rows.map((row) => `${row.migration_name} ${row.checksum}`));
  return wanted.filter((script) => !done.has(`${script.name} ${script.checksum}`));
}

async function missing(client: pg.Client, wanted: Script[]): Promise<Script[]> {
  const { rows } = await client.query<Done>(
    "select migration_name, checksum from _prisma_migrations where finished_at is not null",
  );
  return notIn(rows, wanted);
}

const script = (name: string, text: string): Script => ({
  name,
  text,
  checksum: createHash("sha256").update(text).digest("hex"),
});

async function readMigrations(folder: string): Promise<Script[]> {
  const names = (await readdir(path.join(folder, "migrations"), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) =>
      script(name, await readFile(path.join(folder, "migrations", name, "migration.sql"), "utf8")),
    ),
  );
}

async function readSql(folder: string, part: "ledger" | "views"): Promise<string> {
  const names = (await readdir(path.join(folder, part))).filter((name) => name.endsWith(".sql")).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, part, name), "utf8")));
  return texts.join("\n");
}

const ledgerScript = (text: string): Script => script("ledger_functions", text);
const viewsScript = (text: string): Script => script("published_views", text);

async function applyMigrations(client: pg.Client, scripts: Script[]): Promise<string[]> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    "select migration_name, checksum from _prisma_migrations where finished_at is not null",
  );
  const done = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  const applied: string[] = [];
  for (const item of scripts) {
    const checksum = done.get(item.name);
    if (checksum !== undefined && checksum !== item.checksum)
      throw new Error(`Migration ${item.name} was changed after it was applied.`);
    if (checksum !== undefined) continue;
    await applyScript(client, item);
    applied.push(item.name);
  }
  return applied;
}

/** Takes away every view that a module publishes; their names end in _facts. */
async function dropViews(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select quote_ident(viewname) as name from pg_views where schemaname = 'public' and viewname like '%\\_facts'",
  );
  await client.query("delete from _prisma_migrations where migration_name = 'published_views'");
  for (const { name } of rows) await client.query(`drop view ${name}`);
}

/** The ledger's functions are replaced as a whole whenever one of their texts has changed. */
async function applyWhenChanged(client: pg.Client, item: Script): Promise<string[]> {
  if ((await missing(client, [item])).length === 0) return [];
  await replaceScript(client, item);
  return [item.name];
}

async function replaceScript(client: pg.Client, item: Script): Promise<void> {
  await client.query("delete from _prisma_migrations where migration_name = $1", [item.name]);
  await applyScript(client, item);
}

async function applyScript(client: pg.Client, item: Script): Promise<void> {
  try {
    await client.query("begin");
    if (item.name !== roles && !item.text.startsWith(asLogin))
      await client.query("set local role tegoed_owner");
    await client.query(item.text);
    await client.query("reset role");
    await client.query(
      `insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) values (gen_random_uuid()::text, $1, now(), $2, 1)`,
      [item.checksum, item.name],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(
      `Migration ${item.name} failed: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

/** Lets acts of the ledger be recorded at any instant, for tests and rehearsals whose clock is another than the database's. */
export async function letClockLead(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, options: sessionOptions("tegoed_owner") });
  await client.connect();
  try {
    await client.query(
      "create or replace function ledger_clock_lead() returns interval language sql immutable as $$ select interval '1000 years' $$",
    );
  } finally {
    await client.end();
  }
}
