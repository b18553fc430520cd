import type { ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";

import autocannon from "autocannon";

import { spawnWeb } from "#app/commands/services/web-process.ts";
import { freePort } from "#app/platform/postgres/embedded.server.ts";
import { endProcess } from "#app/platform/postgres/processes.server.ts";
import type { BenchRow } from "#test/bench/bench-row.ts";
import { copyDatabase, makeTemplate, seededTemplate } from "#test/setup/postgres.ts";
import { signIn } from "#test/setup/visitor.ts";

const pages = { dashboard: "/", "hours page": "/hours" } as const;
const rounds = 3;
const requestsAlone = 300;
const secondsTogether = 4;
const scriptGoalBytes = 110_000;

type Server = { url: string; headers: Record<string, string>; stop: () => Promise<void> };
type Query = { text: string; values: unknown[] };

/** Measures the dashboard and the hours page of a client with half a year of history beside a bare server that makes the same queries. */
export async function benchPages(adminUrl: string): Promise<BenchRow[]> {
  const template = await makeTemplate(adminUrl);
  const database = await copyDatabase(adminUrl, await seededTemplate({ adminUrl, template: template.name }));
  const folder = await mkdtemp(path.join(os.tmpdir(), "tegoed-bench-"));
  const queries = await recordQueries(database.appUrl, folder);
  const ours = await startOurs(database.appUrl, folder);
  const bare = await startBare(database.appUrl, folder, queries);
  try {
    const rows: BenchRow[] = [];
    for (const [name, at] of Object.entries(pages))
      rows.push(...(await compare(`${name}, ${queries[at]?.length ?? 0} queries`, at, ours, bare)));
    for (const [name, at] of Object.entries(pages)) rows.push(...(await weigh(name, at, ours)));
    return rows;
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
    await database.drop();
    await template.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(name: string, at: string, ours: Server, bare: Server): Promise<BenchRow[]> {
  const alone = { ours: [] as number[], bare: [] as number[] };
  const together = { ours: [] as number[], bare: [] as number[] };
  for (const server of [ours, bare]) await together16(server, at, 1);
  for (let round = 0; round < rounds; round += 1) {
    for (const [who, server] of round % 2 === 0
      ? ([
          ["ours", ours],
          ["bare", bare],
        ] as const)
      : ([
          ["bare", bare],
          ["ours", ours],
        ] as const)) {
      alone[who].push(await p50Alone(server, at));
      together[who].push(await together16(server, at, secondsTogether));
    }
  }
  const p50 = { ours: median(alone.ours), bare: median(alone.bare) };
  const rate = { ours: median(together.ours), bare: median(together.bare) };
  return [
    {
      name: `${name}: bare server, p50 at 1 connection`,
      value: p50.bare,
      unit: "ms",
      ratio: 1,
      goal: 1,
      floor: 1,
    },
    {
      name: `${name}: p50 at 1 connection`,
      value: p50.ours,
      unit: "ms",
      ratio: p50.ours / p50.bare,
      goal: 3,
      floor: 6,
    },
    {
      name: `${name}: bare server, at 16 connections`,
      value: rate.bare,
      unit: "1/s",
      ratio: 1,
      goal: 1,
      floor: 1,
    },
    {
      name: `${name}: at 16 connections`,
      value: rate.ours,
      unit: "1/s",
      ratio: rate.ours / rate.bare,
      goal: 1 / 3,
      floor: 1 / 6,
    },
  ];
}

/** What the page makes the browser fetch: HTML and scripts, as sent. */
async function weigh(name: string, at: string, server: Server): Promise<BenchRow[]> {
  const html = await (await fetch(server.url + at, { headers: server.headers })).text();
  const scripts = [...new Set(html.match(/\/assets\/[\w.-]+\.js/g) ?? [])];
  const bytes = await Promise.all(scripts.map((script) => bytesSent(server.url + script)));
  const script = bytes.reduce((sum, one) => sum + one, 0);
  return [
    {
      name: `${name}: script, compressed, ${scripts.length} files`,
      value: script,
      unit: "bytes",
      ratio: script / scriptGoalBytes,
      goal: 1,
      floor: 1.5,
    },
    {
      name: `${name}: HTML, compressed`,
      value: gzipSync(html).length,
      unit: "bytes",
      ratio: gzipSync(html).length / html.length,
      goal: 1,
      floor: 1,
    },
    { name: `${name}: HTML`, value: html.length, unit: "bytes", ratio: 1, goal: 1, floor: 1 },
  ];
}

/** The length of a body as it travels to a browser. */
function bytesSent(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { headers: { "accept-encoding": "gzip, deflate, br" } }, (response) => {
        let length = 0;
        response
          .on("data", (chunk: Buffer) => (length += chunk.length))
          .once("end", () => resolve(length))
          .once("error", reject);
      })
      .once("error", reject);
  });
}

async function p50Alone(server: Server, at: string): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (let count = 0; count < requestsAlone; count += 1) {
    const began = performance.now();
    await new Promise<void>((resolve, reject) => {
      http
        .get(server.url + at, { agent, headers: server.headers }, (response) => {
          if (response.statusCode !== 200) reject(new Error(`${at} answered ${response.statusCode}`));
          response.resume().once("end", resolve);
        })
        .once("error", reject);
    });
    times.push(performance.now() - began);
  }
  agent.destroy();
  return median(times);
}

async function together16(server: Server, at: string, seconds: number): Promise<number> {
  const result = await autocannon({
    url: server.url + at,
    connections: 16,
    duration: seconds,
    headers: server.headers,
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${at}: ${result.non2xx} answers were no page, ${result.errors} failed`);
  return result.requests.average;
}

async function startOurs(databaseUrl: string, folder: string, recordTo?: string): Promise<Server> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    NODE_ENV: "production",
    TEGOED_MODE: "test",
    PORT: String(port),
    HOST: "127.0.0.1",
    APP_ORIGIN: url,
    DATABASE_URL: databaseUrl,
    DATABASE_POOL: "10",
    WORKER_IN_WEB: "0",
    LOG_LEVEL: "warn",
    ...(recordTo ? { RECORD_QUERIES: recordTo } : {}),
  };
  const web = await start(
    [...(recordTo ? ["--import", "./test/bench/record-queries.mjs"] : []), "build/server/index.js", "web"],
    env,
    folder,
  );
  const petra = await signIn(url, "petra@bakkerij-jansen.example");
  return {
    url: url.replace("localhost", "127.0.0.1"),
    headers: { cookie: petra.cookies() },
    stop: () => end(web),
  };
}

async function startBare(
  databaseUrl: string,
  folder: string,
  queries: Record<string, Query[]>,
): Promise<Server> {
  const port = await freePort();
  const file = path.join(folder, "pages.json");
  await writeFile(file, JSON.stringify(queries));
  const bare = await start(
    ["test/bench/bare-server.mjs"],
    {
      NODE_ENV: "production",
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      DATABASE_POOL: "10",
      BARE_PAGES: file,
    },
    folder,
  );
  return { url: `http://127.0.0.1:${port}`, headers: {}, stop: () => end(bare) };
}

/** Asks each page once, warm, of a server that writes its queries down: the bare one will make exactly those. */
async function recordQueries(databaseUrl: string, folder: string): Promise<Record<string, Query[]>> {
  const file = path.join(folder, "queries");
  const server = await startOurs(databaseUrl, folder, file);
  const recorded: Record<string, Query[]> = {};
  for (const at of Object.values(pages)) {
    await fetch(server.url + at, { headers: server.headers });
    await writeFile(file, "");
    await fetch(server.url + at, { headers: server.headers });
    recorded[at] = (await readFile(file, "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Query);
  }
  await server.stop();
  return recorded;
}

const start = (command: string[], env: Record<string, string>, folder: string): Promise<ChildProcess> =>
  spawnWeb({ command, env, logFile: path.join(folder, "log"), onPid: async () => undefined });

async function end(child: ChildProcess): Promise<void> {
  if (child.pid) await endProcess(child.pid, "SIGTERM", 5000);
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
