import { AsyncLocalStorage } from "node:async_hooks";

import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";

import { Prisma, PrismaClient } from "#app/platform/generated/prisma/client.ts";
import { sentValue, statementName, valueTypes } from "#app/platform/postgres/statement.server.ts";

/** A connection on which a transaction runs, and the kind of scope whose role it has taken. */
export type Held = { connection: pg.PoolClient; kind: string };

/** A transaction as the application's code sees it, and what ends Prisma's part of it. */
export type OpenTransaction = { tx: Prisma.TransactionClient; settle: () => Promise<void> };

type Answer = { rows: unknown[]; rowCount: number | null };

const held = new AsyncLocalStorage<pg.PoolClient>();
const nothing = { rows: [], fields: [], rowCount: 0, command: "", oid: 0 };

const gathering = new WeakSet<object>();

/** Has all that is asked on a connection before the event loop goes on leave in one write: each write of its own costs a page a hundredth of its time. */
export function sendTogether({ connection: { stream } }: pg.PoolClient): void {
  if (gathering.has(stream)) return;
  gathering.add(stream);
  stream.cork();
  process.nextTick(() => {
    gathering.delete(stream);
    stream.uncork();
  });
}

/** The connection as Prisma gets it: the transaction begins and ends where it is held, so Prisma's own words for that do nothing. */
function lent(connection: pg.PoolClient): pg.PoolClient {
  return new Proxy(connection, {
    get(target, name): unknown {
      if (name === "release") return () => undefined;
      if (name !== "query") return Reflect.get(target, name);
      return (query: pg.QueryConfig) =>
        ["BEGIN", "COMMIT", "ROLLBACK"].includes(query.text) ? Promise.resolve(nothing) : target.query(query);
    },
  });
}

/** A Prisma client whose transactions run on the connections that are held; without one it uses the pool. */
export function openPrisma(pool: pg.Pool): PrismaClient {
  const connections = new Proxy(pool, {
    get(target, name): unknown {
      const connection = name === "connect" ? held.getStore() : undefined;
      return connection ? () => Promise.resolve(lent(connection)) : Reflect.get(target, name);
    },
  });
  return new PrismaClient({
    adapter: new PrismaPg(connections, { statementNameGenerator: ({ sql }) => statementName(sql) ?? "" }),
  });
}

/**
 * The transaction that has begun on a connection. Raw queries go to PostgreSQL at once, by named statements and without waiting for
 * each other's answers; the first use of a model lets Prisma in, on the same connection and so in the same transaction.
 */
export function transactionOn(
  prisma: PrismaClient,
  { connection, kind }: Held,
  timeoutMs: number,
): OpenTransaction {
  const part = prismaPart(prisma, connection, timeoutMs);
  const ask = (text: string, values: unknown[]): Promise<Answer> => {
    sendTogether(connection);
    return connection.query({
      name: statementName(text, kind),
      text,
      values: values.map(sentValue),
      types: valueTypes,
    });
  };
  const askSql = (query: TemplateStringsArray | Prisma.Sql, values: unknown[]): Promise<Answer> => {
    const whole = "sql" in query ? query : Prisma.sql(query, ...values);
    return ask(whole.text, whole.values);
  };
  const rowsOf = async (asked: Promise<Answer>): Promise<unknown[]> => (await asked).rows;
  const countOf = async (asked: Promise<Answer>): Promise<number> => (await asked).rowCount ?? 0;
  const raw: Record<string, unknown> = {
    $queryRaw: (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      rowsOf(askSql(query, values)),
    $executeRaw: (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) =>
      countOf(askSql(query, values)),
    $queryRawUnsafe: (text: string, ...values: unknown[]) => rowsOf(ask(text, values)),
    $executeRawUnsafe: (text: string, ...values: unknown[]) => countOf(ask(text, values)),
  };
  const tx = new Proxy(prisma, {
    get(_target, name) {
      return typeof name === "symbol" ? undefined : (raw[name] ?? part.modelOf(name));
    },
  });
  return { tx, settle: part.settle };
}

/** Prisma's part of a transaction: begun by the first use of a model, ended by `settle`. */
function prismaPart(prisma: PrismaClient, connection: pg.PoolClient, timeoutMs: number) {
  let end: () => void = () => undefined;
  let ended: Promise<void> | undefined;
  let opened: Promise<Prisma.TransactionClient> | undefined;
  const open = (): Promise<Prisma.TransactionClient> =>
    (opened ??= new Promise((resolve, reject) => {
      ended = held
        .run(connection, () =>
          prisma.$transaction(
            (tx) => {
              resolve(tx);
              return new Promise<void>((done) => (end = done));
            },
            { maxWait: 8000, timeout: timeoutMs },
          ),
        )
        .catch(reject);
    }));
  return {
    settle: async () => {
      end();
      await ended;
    },
    modelOf: (model: string) =>
      new Proxy(
        {},
        {
          get: (_target, method) => async (args: unknown) => {
            const delegate: unknown = Reflect.get(await open(), model);
            return callMethod(delegate, method, args);
          },
        },
      ),
  };
}

function callMethod(delegate: unknown, method: string | symbol, args: unknown): unknown {
  const run: unknown =
    typeof delegate === "object" && delegate !== null ? Reflect.get(delegate, method) : null;
  if (typeof run !== "function") throw new TypeError(`${String(method)} is no operation of a model`);
  return Reflect.apply(run, delegate, [args]);
}
