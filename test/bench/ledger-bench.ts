import pg from "pg";

import { migrate } from "#app/platform/postgres/migrate.server.ts";
import type { BenchRow } from "#test/bench/bench-row.ts";
import { benchDraws } from "#test/bench/draw-bench.ts";
import { benchHistory } from "#test/bench/history-bench.ts";

/** Measures draws on the server of a connection string, in a database of its own that is dropped afterwards; with `longest` also histories up to 10^`longest` entries. */
export async function benchLedger(connectionString: string, longest?: number): Promise<BenchRow[]> {
  const name = `tegoed_bench_${process.pid}_${Date.now().toString(36)}`;
  const admin = new pg.Client({ connectionString });
  await admin.connect();
  try {
    await admin.query(`create database ${name} template template0 encoding 'UTF8'`);
    const address = new URL(connectionString);
    address.pathname = `/${name}`;
    const url = address.toString();
    await migrate(url);
    return [...(await benchDraws(url)), ...(longest === undefined ? [] : await benchHistory(url, longest))];
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}
