import { randomBytes } from "node:crypto";
import path from "node:path";

import pg from "pg";

import {
  ensureDatabase,
  startEmbeddedPostgres,
  type RunningPostgres,
} from "#app/platform/postgres/embedded.server.ts";
import { withLogin } from "#app/platform/postgres/app-login.server.ts";
import { sessionOptions } from "#app/platform/postgres/session-options.ts";
import { SetupProblem } from "#app/platform/setup-problem.js";

/** `url`: the login that migrates; `appUrl`: the one of web and worker. */
export type LocalDatabase = { url: string; appUrl: string; own?: RunningPostgres };

/** What a database holds: nothing, the whole demo data, a part of it, or something that is not ours. */
export type Contents = "empty" | "demo" | "part" | "foreign";

const marks = { part: "tegoed demo: being told", demo: "tegoed demo" } as const;

/** The database that the demo works on: DATABASE_URL's when there is one, else one that starts here. */
export async function openDatabase(folder: string): Promise<LocalDatabase> {
  const given = process.env["DATABASE_URL"];
  if (given) {
    await withClient(given, async () => undefined);
    return { url: given, appUrl: demoLogin(given) };
  }
  const asked = path.resolve(folder, "postgres");
  const own = await startEmbeddedPostgres(asked);
  if (own.folder !== asked)
    console.log(`  The data is in ${own.folder}: PostgreSQL's own user may not enter ${asked}.`);
  await ensureDatabase(own.url("postgres"), "tegoed");
  return { url: own.url("tegoed"), appUrl: demoLogin(own.url("tegoed")), own };
}

/** The demo's web server logs in with a password that is new at each start. */
const demoLogin = (url: string): string =>
  withLogin(url, { user: "tegoed_demo", password: randomBytes(18).toString("base64url") });

/** Makes the demo's own database where it is missing; one that DATABASE_URL names must be there. */
export async function ensureDemoDatabase(url: string): Promise<void> {
  if (process.env["DATABASE_URL"]) return;
  const admin = new URL(url);
  admin.pathname = "/postgres";
  await ensureDatabase(admin.href, "tegoed");
}

/** Runs on one connection; a database that can't be reached is said in one line, without its password. */
export async function withClient<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect(url);
  return run(client).finally(() => client.end());
}

async function connect(url: string): Promise<pg.Client> {
  try {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 5000,
      options: sessionOptions(),
    });
    await client.connect();
    return client;
  } catch (error) {
    throw new SetupProblem(
      `The database ${withoutPassword(url)} can't be reached: ${reason(error)}. Start it, or correct DATABASE_URL; without DATABASE_URL the demo brings its own.`,
    );
  }
}

/** Looks whether a database is still empty, migrated or not, and whose data it holds. */
export async function contentsOf(url: string): Promise<Contents> {
  return withClient(url, async (client) => {
    const {
      rows: [table],
    } = await client.query<{ there: boolean }>("select to_regclass('msp') is not null as there");
    if (!table?.there) return "empty";
    const {
      rows: [row],
    } = await client.query<{ filled: boolean; mark: string | null }>(
      "select exists (select from msp) as filled, obj_description('msp'::regclass, 'pg_class') as mark",
    );
    if (row?.mark === marks.demo) return "demo";
    if (row?.mark === marks.part) return "part";
    return row?.filled ? "foreign" : "empty";
  });
}

/** Records how far the demo data is written, where no page reads it. */
export async function mark(url: string, contents: keyof typeof marks): Promise<void> {
  await withClient(url, (client) => client.query(`comment on table msp is '${marks[contents]}'`));
}

/** Throws the demo's own database away and makes an empty one. */
export async function recreate(own: RunningPostgres): Promise<void> {
  await withClient(own.url("postgres"), (client) =>
    client.query("drop database if exists tegoed with (force)"),
  );
  await ensureDatabase(own.url("postgres"), "tegoed");
}

/** An address that may be shown. */
export function withoutPassword(url: string): string {
  try {
    const { username, host, pathname } = new URL(url);
    return `${username ? `${username}@` : ""}${host}${pathname}`;
  } catch {
    return "in DATABASE_URL";
  }
}

function reason(error: unknown): string {
  if (error instanceof AggregateError) return reason(error.errors[0]);
  return error instanceof Error ? (error.message.split("\n")[0] ?? error.name) : String(error);
}
