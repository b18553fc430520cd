import autocannon from "autocannon";

import { mostRows } from "#app/hours/rules/import-rows.ts";
import type { BenchRow } from "#test/bench/bench-row.ts";
import { pages } from "#test/bench/page-list.ts";
import type { Server } from "#test/bench/page-servers.ts";

const seconds = 5;
const readers = 16;

/** Measures 16 readers of the dashboard by themselves, and beside somebody who makes one heavy act after another in the same process. */
export async function benchHeavyActs(server: Server): Promise<BenchRow[]> {
  const alone = await read(server);
  const acts: [string, () => Promise<void>][] = [
    ["statement as PDF", () => ask(server, "/statement/pdf")],
    ["statement as CSV", () => ask(server, "/statement/csv")],
    [`import of ${mostRows} rows, the most it takes, checked`, () => checkImport(server)],
  ];
  const rows: BenchRow[] = [line("16 readers of the dashboard, alone: p99", alone, alone)];
  for (const [name, act] of acts) {
    let running = true;
    const repeat = (async () => {
      while (running) await act();
    })();
    const beside = await read(server);
    running = false;
    await repeat;
    rows.push(line(`16 readers beside: ${name}: p99`, beside, alone));
  }
  return rows;
}

type Reading = { p99: number };

async function read(server: Server): Promise<Reading> {
  const { latency, errors, non2xx } = await autocannon({
    url: server.url + pages.dashboard.at,
    connections: readers,
    duration: seconds,
    headers: server.headersOf("dashboard"),
  });
  if (errors + non2xx > 0) throw new Error(`${errors + non2xx} of the readers got no page`);
  return { p99: latency.p99 };
}

const line = (name: string, { p99 }: Reading, alone: Reading): BenchRow => ({
  name,
  value: p99,
  unit: "ms",
  ratio: p99 / alone.p99,
  goal: 2,
  floor: 4,
});

async function ask(server: Server, at: string): Promise<void> {
  const response = await fetch(server.url + at, { headers: server.headersOf("dashboard") });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${at} answered ${response.status}`);
}

async function checkImport(server: Server): Promise<void> {
  const rows = Array.from({ length: mostRows }, (_, n) => `Client ${n};10:00;2026-01-01;;`);
  const form = new URLSearchParams({ intent: "check", key: crypto.randomUUID(), text: rows.join("\n") });
  const response = await fetch(`${server.url}/staff/import`, {
    method: "POST",
    headers: { ...server.headersOf("clients"), origin: server.url.replace("127.0.0.1", "localhost") },
    body: form,
  });
  await response.arrayBuffer();
  if (response.status >= 500) throw new Error(`the import answered ${response.status}`);
}
