import { execFile } from "node:child_process";
import { promisify } from "node:util";

import pg from "pg";

import { migrate } from "#app/platform/postgres/migrate.server.ts";

/** Runs with the address of a database of this version, without data, which is dropped afterwards. */
export async function withDatabase<T>(
  connectionString: string,
  part: string,
  run: (url: string) => Promise<T>,
): Promise<T> {
  const name = `tegoed_bench_${part}_${process.pid}`;
  const admin = new pg.Client({ connectionString });
  await admin.connect();
  try {
    await admin.query(`create database ${name} template template0 encoding 'UTF8'`);
    const address = new URL(connectionString);
    address.pathname = `/${name}`;
    await migrate(address.href);
    return await run(address.href);
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

/** Runs a file of the bench on a database in a process of its own, since the application reads its settings once, and answers what it prints as JSON. */
export async function runApart(script: string, url: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", `test/bench/${script}`],
    {
      env: {
        ...process.env,
        DATABASE_URL: url,
        MIGRATE_DATABASE_URL: url,
        TEGOED_MODE: "test",
        LOG_LEVEL: "silent",
      },
      maxBuffer: 10_000_000,
    },
  );
  return JSON.parse(stdout);
}
