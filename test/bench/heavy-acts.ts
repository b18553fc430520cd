import autocannon from "autocannon";
import type pg from "pg";

import { mostRows } from "#app/hours/rules/import-rows.ts";
import { partsOf } from "#app/hours/rules/statement-parts.ts";
import { addDays } from "#app/platform/day.ts";
import { at, benchNow, type BenchRow } from "#test/bench/bench-row.ts";
import { pages } from "#test/bench/page-list.ts";
import type { Server } from "#test/bench/page-servers.ts";
import { clausesOf } from "#test/routes/agreement-rows.ts";
import { withHistory } from "#test/bench/statement-bench.ts";

const seconds = 5;
const readers = 16;
const longStatement = { entries: 8000, lines: 3000, actsADay: 1440 / 105 };
/** Clauses of some fifty words: about as many pages as the longest agreement has. */
const longAgreement = 200;
/** No answer that tells whether the process lives may take longer, in milliseconds. */
const longestPause = 100;

/** Measures 16 readers of the dashboard by themselves, and beside somebody who makes one heavy act after another in the same process; and the process's own pulse while a long PDF is made. */
export async function benchHeavyActs(server: Server, owner: pg.Client): Promise<BenchRow[]> {
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
    const [beside] = await Promise.all([read(server).finally(() => (running = false)), repeat]);
    rows.push(line(`16 readers beside: ${name}: p99`, beside, alone));
  }
  return [...rows, ...(await benchPulse(server, owner))];
}

/** How long `/healthz` takes while the statement of 3,000 lines is made, part by part, and while a long agreement is. */
async function benchPulse(server: Server, owner: pg.Client): Promise<BenchRow[]> {
  const { entries, lines, actsADay } = longStatement;
  const { clientId, period } = await withHistory(owner, entries);
  const from = period.from ?? period.until;
  const until = addDays(from, Math.ceil(lines / actsADay));
  const statement = await pulseBeside(
    server,
    `a statement of ${lines} lines as PDF, ${partsOf(lines)} parts`,
    async () => {
      for (let part = 1; part <= partsOf(lines); part += 1) {
        const query = `from=${from}&until=${until}&part=${part}`;
        await ask(server, `/staff/clients/${clientId}/statement/pdf?${query}`, "clients");
      }
    },
  );
  const agreementId = await insertAgreement(owner, clientId);
  const agreement = await pulseBeside(server, `an agreement of ${longAgreement} clauses as PDF`, () =>
    ask(server, `/staff/agreements/${agreementId}/pdf`, "clients"),
  );
  return [...statement, ...agreement];
}

/** The time of an act, and how long `/healthz` takes beside it. */
async function pulseBeside(server: Server, name: string, act: () => Promise<void>): Promise<BenchRow[]> {
  const times: number[] = [];
  let running = true;
  const pulse = (async () => {
    while (running) {
      const began = performance.now();
      await (await fetch(`${server.url}/healthz`)).text();
      times.push(performance.now() - began);
    }
  })();
  const began = performance.now();
  await act();
  const took = performance.now() - began;
  running = false;
  await pulse;
  const slowest = Math.max(...times);
  return [
    { name, value: took, unit: "ms", ratio: 1, goal: 1, floor: 1 },
    {
      name: `/healthz beside ${name}: p99`,
      value: at(times, 0.99),
      unit: "ms",
      ratio: at(times, 0.99) / longestPause,
      goal: 0.5,
      floor: 1,
    },
    {
      name: `/healthz beside ${name}: slowest`,
      value: slowest,
      unit: "ms",
      ratio: slowest / longestPause,
      goal: 1,
      floor: 1,
    },
  ];
}

/** An open agreement whose PDF nobody has asked for yet. */
async function insertAgreement(owner: pg.Client, clientId: string): Promise<string> {
  await owner.query(
    `insert into agreement_template (kind, version, content, content_hash, changed_at, published_at)
    values ('notice', 1, '{}', sha256(''), $1, $1) on conflict do nothing`,
    [benchNow],
  );
  const document = { title: "Opzegging", number: "1", locale: "nl", template: "Opzegging", parties: [] };
  const { rows } = await owner.query<{ id: string }>(
    `insert into agreement (client_id, number, kind, template_version, locale, subject_kind, subject_id, revision, document, document_hash, created_at)
    values ($1, next_number('agreement'), 'notice', 1, 'nl', 'contract', $1::uuid::text, 1, $2, sha256(''), $3) returning id::text`,
    [clientId, JSON.stringify({ ...document, clauses: clausesOf(longAgreement), signers: [] }), benchNow],
  );
  return rows[0]?.id ?? "";
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

async function ask(server: Server, path: string, as: "dashboard" | "clients" = "dashboard"): Promise<void> {
  const response = await fetch(server.url + path, { headers: server.headersOf(as) });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
}

async function checkImport(server: Server): Promise<void> {
  const rows = Array.from({ length: mostRows }, (_, n) => `Client ${n};10:00;2026-01-01;;`);
  const form = new URLSearchParams({ intent: "check", key: crypto.randomUUID(), text: rows.join("\n") });
  // A change is taken at the address that the product calls its own.
  const origin = server.url.replace("127.0.0.1", "localhost");
  const response = await fetch(`${origin}/staff/import`, {
    method: "POST",
    headers: { ...server.headersOf("import"), origin },
    body: form,
  });
  const page = await response.text();
  // Clients that nobody knows: the page says so row by row.
  if (response.status !== 400 && response.status !== 200)
    throw new Error(`the import answered ${response.status}: ${page.slice(0, 500)}`);
}
