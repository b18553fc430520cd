import { createHash } from "node:crypto";

import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";

import { now } from "#app/platform/clock.server.ts";
import { env } from "#app/platform/env.server.ts";
import { Prisma, PrismaClient } from "#app/platform/generated/prisma/client.ts";
import { log } from "#app/platform/log.server.ts";
import { findLoginProblem, loginProblemWords } from "#app/platform/postgres/app-login.server.ts";

/** A transaction in the role of one asker's scope. */
export type Tx = Prisma.TransactionClient;
export const sql = Prisma.sql;
export const emptySql = Prisma.empty;

/** Who asks: a client's person sees that client, staff see all clients, the system is jobs, webhooks and sign-in. */
export type DbScope =
  | { kind: "client"; clientId: string; userId: string }
  | { kind: "staff"; userId: string }
  | { kind: "system" };

type Database = { prisma: PrismaClient; auth: PrismaClient; pools: pg.Pool[] };
let database: Database | undefined;

function openPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env().databaseUrl,
    max: env().databasePool,
    connectionTimeoutMillis: 5000,
    statement_timeout: 15_000,
    lock_timeout: 5000,
    idle_in_transaction_session_timeout: 15_000,
    ...options,
  });
  // A server that goes away (57P01) must not take the process with it: the next query reconnects.
  pool.on("error", (error) => log.warn({ error: error.message }, "database connection lost"));
  return pool;
}

// Named statements are planned once a connection: planning is most of what a page's queries cost.
const names = new Map<string, string>();
function nameOf({ sql: text }: { sql: string }): string {
  const name = names.get(text) ?? createHash("sha1").update(text).digest("base64url");
  if (names.size < 2000) names.set(text, name);
  return name;
}

function open(): Database {
  const main = openPool({});
  // The sign-in library brings its own queries; its connections take a role that reaches only its own tables.
  const auth = openPool({
    max: Math.max(2, Math.ceil(env().databasePool / 3)),
    options: "-c role=tegoed_auth",
  });
  return {
    prisma: new PrismaClient({ adapter: new PrismaPg(main, { statementNameGenerator: nameOf }) }),
    auth: new PrismaClient({ adapter: new PrismaPg(auth, { statementNameGenerator: nameOf }) }),
    pools: [main, auth],
  };
}

function db(): Database {
  database ??= open();
  return database;
}

/** The client that the sign-in library gets. Nothing else may use it. */
export function authPrisma(): PrismaClient {
  return db().auth;
}

/**
 * Runs one transaction in the role of the asker's scope: row-level security holds for all of it. Where two transactions wait for
 * each other, PostgreSQL undoes one: that one runs again, twice at most, so `run` keeps nothing outside of its transaction.
 */
export async function inScope<T>(
  scope: DbScope,
  run: (tx: Tx) => Promise<T>,
  timeoutMs = 15_000,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(scope, run, timeoutMs);
    } catch (error) {
      if (attempt === 3 || !lostARace(error)) throw error;
      log.warn({ attempt }, "a transaction that another one was in the way of runs again");
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * attempt));
    }
  }
}

function once<T>(scope: DbScope, run: (tx: Tx) => Promise<T>, timeoutMs: number): Promise<T> {
  const clientId = scope.kind === "client" ? scope.clientId : "";
  const userId = scope.kind === "system" ? "" : scope.userId;
  return db().prisma.$transaction(
    async (tx) => {
      await tx.$executeRaw`select set_config('role', ${`tegoed_${scope.kind}`}, true), set_config('app.client_id', ${clientId}, true),
        set_config('app.user_id', ${userId}, true), set_config('app.now', ${now().toISOString()}, true)`;
      return run(tx);
    },
    { maxWait: 8000, timeout: timeoutMs },
  );
}

/** A deadlock, or a lock that didn't come in time: nothing has happened, and the same may work a moment later. */
function lostARace(error: unknown): boolean {
  return (
    (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034") ||
    ["40P01", "55P03"].includes(sqlStateOf(error) ?? "")
  );
}

/** The SQLSTATE of an error that PostgreSQL raised; null for any other error. */
export function sqlStateOf(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  const cause = fieldOf(fieldOf(error.meta, "driverAdapterError"), "cause");
  const code = fieldOf(cause, "originalCode") ?? fieldOf(error.meta, "code");
  return typeof code === "string" ? code : null;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Runs one transaction for a job, a webhook or a command: all clients' rows, still without the owner's rights. */
export function asSystem<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  return inScope({ kind: "system" }, run);
}

/** Runs one transaction of a job that reads whole tables, for ten minutes at most. */
export function asSystemAtLeisure<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  const timeoutMs = 600_000;
  return inScope(
    { kind: "system" },
    async (tx) => {
      await tx.$executeRaw`select set_config('statement_timeout', ${String(timeoutMs)}, true)`;
      return run(tx);
    },
    timeoutMs,
  );
}

/** Answers when the database does; throws when it can't be reached. */
export async function pingDatabase(): Promise<void> {
  await db().prisma.$queryRaw`select 1`;
}

/** Throws, in words, where DATABASE_URL's login could do more than take the roles of a scope; a database that is away is waited for later. */
export async function refuseOwnerLogin(): Promise<void> {
  const client = new pg.Client({ connectionString: env().databaseUrl, connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    return log.warn({ error: String(error) }, "the database can't be reached yet");
  }
  try {
    const { rows } = await client.query<{ login: string }>("select session_user as login");
    const login = rows[0]?.login ?? "";
    const problem = await findLoginProblem((text, values) => client.query(text, values), login);
    if (problem) throw new Error(loginProblemWords(login, problem));
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Closes every connection; the process can end. */
export async function closeDatabase(): Promise<void> {
  if (!database) return;
  const closing = database;
  database = undefined;
  await Promise.all([closing.prisma.$disconnect(), closing.auth.$disconnect()]);
  await Promise.all(closing.pools.filter((pool) => !pool.ended).map((pool) => pool.end()));
}
