import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";

import { now } from "#app/platform/clock.server.ts";
import { env } from "#app/platform/env.server.ts";
import { Prisma, PrismaClient } from "#app/platform/generated/prisma/client.ts";
import { log } from "#app/platform/log.server.ts";
import { sessionOptions } from "#app/platform/postgres/session-options.ts";
import { statementName, valueTypes } from "#app/platform/postgres/statement.server.ts";
import {
  openPrisma,
  sendTogether,
  transactionOn,
  type OpenTransaction,
} from "#app/platform/postgres/transaction.server.ts";
import { requestContext, type RequestContext } from "#app/platform/request-context.server.ts";

/** A transaction in the role of one asker's scope. */
export type Tx = Prisma.TransactionClient;
export const sql = Prisma.sql;
export const emptySql = Prisma.empty;

/** Who asks: a client's person sees that client, staff see all clients, the system is jobs, webhooks and sign-in. */
export type DbScope =
  | { kind: "client"; clientId: string; userId: string }
  | { kind: "staff"; userId: string }
  | { kind: "system" };

type Database = { prisma: PrismaClient; auth: PrismaClient; pool: pg.Pool; authPool: pg.Pool };
let database: Database | undefined;

function openPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env().databaseUrl,
    max: env().databasePool,
    connectionTimeoutMillis: 5000,
    statement_timeout: 15_000,
    lock_timeout: 5000,
    idle_in_transaction_session_timeout: 15_000,
    options: sessionOptions(),
    ...options,
  });
  // A server that goes away (57P01) must not take the process with it: the next query reconnects.
  pool.on("error", (error) => log.warn({ error: error.message }, "database connection lost"));
  return pool;
}

function open(): Database {
  const pool = openPool({ pipeline: true });
  // The sign-in library brings its own queries; its connections take a role that reaches only its own tables.
  const authPool = openPool({
    max: Math.max(2, Math.ceil(env().databasePool / 3)),
    options: sessionOptions("tegoed_auth"),
  });
  const auth = new PrismaPg(authPool, {
    statementNameGenerator: ({ sql: text }) => statementName(text) ?? "",
  });
  return { prisma: openPrisma(pool), auth: new PrismaClient({ adapter: auth }), pool, authPool };
}

function db(): Database {
  database ??= open();
  return database;
}

/** The client that the sign-in library gets. Nothing else may use it. */
export function authPrisma(): PrismaClient {
  return db().auth;
}

/** One statement as the sign-in library's role, by its name and without a transaction. */
export async function asAuth<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
  const { rows } = await db().authPool.query<Row>({
    name: statementName(text),
    text,
    values,
    types: valueTypes,
  });
  return rows;
}

const usualMs = 15_000;

/**
 * Runs one transaction in the role of the asker's scope: row-level security holds for all of it. Where two transactions wait for
 * each other, PostgreSQL undoes one: that one runs again, twice at most, so `run` keeps nothing outside of its transaction.
 */
export async function inScope<T>(
  scope: DbScope,
  run: (tx: Tx) => Promise<T>,
  timeoutMs = usualMs,
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

async function once<T>(scope: DbScope, run: (tx: Tx) => Promise<T>, timeoutMs: number): Promise<T> {
  const transaction = await begin(scope, "begin", timeoutMs);
  try {
    const result = await run(transaction.tx);
    await transaction.end("commit");
    return result;
  } catch (error) {
    await transaction.end("rollback").catch(() => undefined);
    throw error;
  } finally {
    // What the loaders of a page read from now on may have been changed.
    const context = requestContext();
    if (context) shared.delete(context);
  }
}

type Begun = { tx: Tx; end: (how: "commit" | "rollback") => Promise<void> };

/**
 * Begins a transaction and takes the role and the settings of a scope, in one round trip. What is asked before the answer is there
 * waits behind it on the connection: without the role of a scope it would see nothing, since the login itself has no rights.
 */
async function begin(scope: DbScope, how: string, timeoutMs: number): Promise<Begun> {
  const connection = await db().pool.connect();
  let open = true;
  let lost: Error | undefined;
  // A server that goes away must not take the process with it: the pool listens only to the connections that it holds.
  const onLost = (error: Error): void => {
    lost = error;
    log.warn({ error: error.message }, "database connection lost");
  };
  connection.on("error", onLost);
  const giveBack = (error = lost): void => {
    if (open) {
      connection.off("error", onLost);
      connection.release(error);
    }
    open = false;
    clearTimeout(tooLong);
  };
  // A connection that ends is not used again; the server undoes what it was about.
  const tooLong = setTimeout(
    () => giveBack(new Error(`a transaction took more than ${timeoutMs} ms`)),
    timeoutMs,
  );
  sendTogether(connection);
  const begun = Promise.all([connection.query(how), takeScope(connection, scope)]);
  begun.catch(() => undefined);
  const { tx, settle }: OpenTransaction = transactionOn(
    db().prisma,
    { connection, kind: scope.kind },
    timeoutMs,
  );
  return {
    tx,
    end: async (words) => {
      try {
        await settle();
        await begun;
        await connection.query(words);
        giveBack();
      } catch (error) {
        giveBack(error instanceof Error ? error : new Error(String(error)));
        throw error;
      }
    },
  };
}

const takeScopeText =
  "select set_config('role', $1, true), set_config('app.client_id', $2, true), set_config('app.user_id', $3, true), set_config('app.now', $4, true)";

function takeScope(connection: pg.PoolClient, scope: DbScope): Promise<unknown> {
  const clientId = scope.kind === "client" ? scope.clientId : "";
  const userId = scope.kind === "system" ? "" : scope.userId;
  return connection.query({
    name: "take-scope",
    text: takeScopeText,
    values: [`tegoed_${scope.kind}`, clientId, userId, now().toISOString()],
  });
}

/** A transaction that the loaders of one page share, how many of them use it now, and whose it is. */
type SharedRead = { of: string; users: number; ended: boolean; begun: Promise<Begun> };
const shared = new WeakMap<RequestContext, SharedRead>();

/**
 * Reads in the role of the asker's scope, and changes nothing: PostgreSQL refuses it. All that a request for a page reads in one scope
 * at the same time is one transaction, and so one state of the database, whichever loaders ask.
 */
export async function readInScope<T>(scope: DbScope, run: (tx: Tx) => Promise<T>): Promise<T> {
  const context = requestContext();
  // What an action changes, the loaders after it must see.
  const mayShare = context?.reads === true;
  const of = [
    scope.kind,
    scope.kind === "client" && scope.clientId,
    scope.kind !== "system" && scope.userId,
  ].join();
  const open = mayShare ? shared.get(context) : undefined;
  const read =
    open?.of === of ? open : { of, users: 0, ended: false, begun: begin(scope, beginRead, usualMs) };
  if (mayShare) shared.set(context, read);
  read.users += 1;
  try {
    return await run((await read.begun).tx);
  } finally {
    read.users -= 1;
    // Whoever goes on reading does so before this runs.
    setImmediate(() => {
      if (read.users > 0 || read.ended) return;
      read.ended = true;
      if (context && shared.get(context) === read) shared.delete(context);
      read.begun
        .then(({ end }) => end("commit"))
        .catch((error: unknown) =>
          log.warn({ error: String(error) }, "a reading transaction did not end well"),
        );
    });
  }
}

const beginRead = "begin isolation level repeatable read, read only";

/** A deadlock, or a lock that didn't come in time: nothing has happened, and the same may work a moment later. */
function lostARace(error: unknown): boolean {
  return (
    (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034") ||
    ["40P01", "55P03"].includes(sqlStateOf(error) ?? "")
  );
}

/** The SQLSTATE of an error that PostgreSQL raised; null for any other error. */
export function sqlStateOf(error: unknown): string | null {
  if (error instanceof pg.DatabaseError) return error.code ?? null;
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
  await db().pool.query("select 1");
}

/** Closes every connection; the process can end. */
export async function closeDatabase(): Promise<void> {
  if (!database) return;
  const closing = database;
  database = undefined;
  await Promise.all([closing.prisma.$disconnect(), closing.auth.$disconnect()]);
  await Promise.all([closing.pool, closing.authPool].filter((pool) => !pool.ended).map((pool) => pool.end()));
}
