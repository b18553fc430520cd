import { mkdtemp, readFile, rm } from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";

import autocannon from "autocannon";
import type pg from "pg";

import { asOwner, connect, median, type BenchRow } from "#test/bench/bench-row.ts";
import { benchHeavyActs } from "#test/bench/heavy-acts.ts";
import { buildOf } from "#test/bench/old-build.ts";
import {
  isPage,
  measured,
  moreClients,
  mostHtmlBytes,
  mostStatements,
  pages,
  type PageName,
} from "#test/bench/page-list.ts";
import {
  recordPages,
  startFloor,
  startProduct,
  type Conversation,
  type Server,
} from "#test/bench/page-servers.ts";
import { printPages, type PageReading } from "#test/bench/page-table.ts";
import { memoryMb, postgresMs, processorMs } from "#test/bench/process-load.ts";
import { copyDatabase, makeTemplate, seededTemplate } from "#test/setup/postgres.ts";

/** What is compared: an earlier commit beside this one, on the Node.js that runs the bench or on another, for some pages or all. */
export type PageOptions = {
  against?: string | undefined;
  node?: string | undefined;
  page?: string | undefined;
  rounds?: number | undefined;
  seconds?: number | undefined;
};

const requestsAlone = 200;
const scriptGoalBytes = 110_000;

/** Measures pages beside a bare server that makes the same statements, and beside an earlier commit where one is named, in turn. */
export async function benchPages(adminUrl: string, options: PageOptions = {}): Promise<BenchRow[]> {
  const template = await makeTemplate(adminUrl);
  const database = await copyDatabase(adminUrl, await seededTemplate({ adminUrl, template: template.name }));
  const folder = await mkdtemp(path.join(os.tmpdir(), "tegoed-bench-"));
  const before = options.against ? await buildOf(options.against, folder) : undefined;
  const owner = await connect(database.url, asOwner);
  await owner.query(moreClients);
  await owner.query("analyze");
  const ground = { databaseUrl: database.appUrl, folder, node: options.node ?? process.execPath };
  const recorded = await recordPages(ground);
  const servers = [
    await startFloor(ground, recorded),
    await startProduct("this", process.cwd(), ground),
    ...(before ? [await startProduct("before", before, ground)] : []),
  ];
  try {
    const chosen = Object.keys(pages)
      .filter(isPage)
      .filter((page) => (options.page ? page === options.page : measured.includes(page)));
    const readings: PageReading[] = [];
    for (const page of chosen) readings.push(...(await comparePage(page, servers, owner, options)));
    const statements = (page: PageName): number => countStatements(recorded[page]);
    printPages(readings, statements);
    const rows = [
      ...readings.flatMap((reading) => rowsOf(reading, readings)),
      ...Object.keys(pages)
        .filter(isPage)
        .map((page) => limitRow(`${page}: statements`, statements(page), "", mostStatements)),
    ];
    const ours = servers.find(({ name }) => name === "this");
    if (!ours) return rows;
    rows.push(...(await weighScripts(ours)));
    for (const server of servers.filter(({ name }) => name !== "floor"))
      rows.push(
        row(
          `start of the web process, ${server.name}`,
          server.startMs,
          "ms",
          server.startMs / ours.startMs,
          [1, 1],
        ),
        row(
          `first dashboard after it, ${server.name}`,
          server.firstMs,
          "ms",
          server.firstMs / ours.firstMs,
          [1, 1],
        ),
      );
    if (!options.page) rows.push(...(await benchHeavyActs(ours, owner)));
    return rows;
  } catch (error) {
    // What the servers said last, before their folder goes.
    console.error((await readFile(path.join(folder, "log"), "utf8")).slice(-4000));
    throw error;
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await owner.end();
    await database.drop();
    await template.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The statements that a page makes, without those that begin, name the scope of, and end its transactions. */
function countStatements(talk: Conversation[]): number {
  return talk
    .flatMap(({ queries }) => queries)
    .filter(({ text }) => !/^(begin|commit|rollback|select set_config)\b/i.test(text.trim())).length;
}

async function comparePage(
  page: PageName,
  servers: Server[],
  owner: pg.Client,
  { rounds = 3, seconds = 4 }: PageOptions,
): Promise<PageReading[]> {
  const backend = await owner.query<{ pid: number }>("select pg_backend_pid() as pid");
  const pid = backend.rows[0]?.pid ?? 0;
  const found = servers.map((server) => ({ server, samples: [] as Sample[], memoryBefore: 0 }));
  for (const one of found) {
    one.memoryBefore = await memoryMb(one.server.pid);
    await loadTogether(one.server, page, 2);
  }
  for (let round = 0; round < rounds; round += 1)
    for (const { server, samples } of round % 2 === 0 ? found : [...found].reverse())
      samples.push(await sample(server, page, seconds, pid));
  const readings: PageReading[] = [];
  for (const { server, samples, memoryBefore } of found)
    readings.push({
      page,
      server: server.name,
      htmlBytes: server.name === "floor" ? 0 : Buffer.byteLength(await bodyOf(server, page)),
      p50: median(samples.map(({ p50 }) => p50)),
      rate: median(samples.map(({ rate }) => rate)),
      nodeMs: median(samples.map(({ nodeMs }) => nodeMs)),
      postgresMs: median(samples.map((one) => one.postgresMs)),
      memoryBefore,
      memoryAfter: await memoryMb(server.pid),
    });
  return readings;
}

type Sample = Pick<PageReading, "p50" | "rate" | "nodeMs" | "postgresMs">;

async function sample(server: Server, page: PageName, seconds: number, backend: number): Promise<Sample> {
  const p50 = await p50Alone(server, page);
  const before = { node: await processorMs(server.pid), postgres: await postgresMs(backend) };
  const { total, rate } = await loadTogether(server, page, seconds);
  return {
    p50,
    rate,
    nodeMs: ((await processorMs(server.pid)) - before.node) / total,
    postgresMs: ((await postgresMs(backend)) - before.postgres) / total,
  };
}

/** 16 connections for so many seconds: the requests in all, and in a second. */
async function loadTogether(
  server: Server,
  page: PageName,
  seconds: number,
): Promise<{ total: number; rate: number }> {
  const { at } = pages[page];
  const result = await autocannon({
    url: server.url + at,
    connections: 16,
    duration: seconds,
    headers: server.headersOf(page),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(
      `${at} of ${server.name}: ${result.non2xx} answers were no page, ${result.errors} failed`,
    );
  return { total: result.requests.total, rate: result.requests.average };
}

async function p50Alone(server: Server, page: PageName): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (let count = 0; count < requestsAlone; count += 1) {
    const began = performance.now();
    await new Promise<void>((resolve, reject) => {
      http
        .get(server.url + pages[page].at, { agent, headers: server.headersOf(page) }, (response) => {
          if (response.statusCode !== 200)
            reject(new Error(`${pages[page].at} of ${server.name} answered ${response.statusCode}`));
          response.resume().once("end", resolve);
        })
        .once("error", reject);
    });
    times.push(performance.now() - began);
  }
  agent.destroy();
  return median(times);
}

const bodyOf = async (server: Server, page: PageName): Promise<string> =>
  (await fetch(server.url + pages[page].at, { headers: server.headersOf(page) })).text();

/** Speeds beside the floor's and, where an earlier commit runs too, beside that one's. */
function rowsOf(reading: PageReading, all: PageReading[]): BenchRow[] {
  if (reading.server !== "this") return [];
  const other = (server: PageReading["server"]): PageReading | undefined =>
    all.find((one) => one.page === reading.page && one.server === server);
  const rows: BenchRow[] = [];
  const compare = (
    with_: PageReading | undefined,
    what: string,
    goals: { rate: number[]; p50: number[] },
  ): void => {
    if (!with_) return;
    const [rate, p50] = [reading.rate / with_.rate, reading.p50 / with_.p50];
    rows.push(
      row(`${reading.page}: at 16 connections, ${what}`, reading.rate, "1/s", rate, goals.rate),
      row(`${reading.page}: p50 at 1 connection, ${what}`, reading.p50, "ms", p50, goals.p50),
    );
  };
  compare(other("floor"), "beside the bare server", { rate: [0.5, 0.4], p50: [1.5, 2] });
  compare(other("before"), "beside the earlier commit", { rate: [2, 2], p50: [0.5, 0.5] });
  if (reading.page === "dashboard")
    rows.push(row("dashboard: processor time in Node", reading.nodeMs, "ms", reading.nodeMs / 10, [1, 1]));
  const mostBytes = mostHtmlBytes[reading.page];
  if (mostBytes) rows.push(limitRow(`${reading.page}: HTML`, reading.htmlBytes, "bytes", mostBytes));
  rows.push(
    row(
      `${reading.page}: memory of the web process`,
      reading.memoryAfter,
      "MB",
      reading.memoryAfter / 300,
      [1, 1],
    ),
  );
  return rows;
}

const row = (
  name: string,
  value: number,
  unit: string,
  ratio: number,
  [goal = 1, floor = 1]: number[],
): BenchRow => ({
  name,
  value,
  unit,
  ratio,
  goal,
  floor,
});

/** A value beside the most that it may be. */
const limitRow = (name: string, value: number, unit: string, most: number): BenchRow =>
  row(name, value, unit, value / most, [1, 1]);

/** What the dashboard makes the browser fetch: its scripts as sent, and the page itself. */
async function weighScripts(server: Server): Promise<BenchRow[]> {
  const response = await fetch(server.url + pages.dashboard.at, { headers: server.headersOf("dashboard") });
  const html = await response.text();
  const named = html + (response.headers.get("link") ?? "");
  const scripts = [...new Set(named.match(/\/assets\/[\w.-]+\.js/g) ?? [])];
  const bytes = await Promise.all(scripts.map((script) => bytesSent(server.url + script)));
  const script = bytes.reduce((sum, one) => sum + one, 0);
  const packed = gzipSync(html).length;
  const name = `dashboard: script, compressed, ${scripts.length} files`;
  return [
    row(name, script, "bytes", script / scriptGoalBytes, [1, 1]),
    row("dashboard: HTML, compressed", packed, "bytes", packed / html.length, [1, 1]),
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
