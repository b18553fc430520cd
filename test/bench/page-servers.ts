import type { ChildProcess } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { spawnWeb } from "#app/commands/services/web-process.ts";
import { freePort } from "#app/platform/postgres/embedded.server.ts";
import { endProcess } from "#app/platform/postgres/processes.server.ts";
import { pages, people, type PageName, type Person } from "#test/bench/page-list.ts";
import { signIn } from "#test/setup/visitor.ts";

/** A server that answers the pages of the bench. */
export type Server = {
  name: "floor" | "this" | "before";
  url: string;
  pid: number;
  headersOf: (page: PageName) => Record<string, string>;
  /** Milliseconds until it listened, and those of the first dashboard after that. */
  startMs: number;
  firstMs: number;
  stop: () => Promise<void>;
};

/** Where servers run, and what they run on. */
export type Ground = { databaseUrl: string; folder: string; node: string };

/** Starts a build of the product, which stands in `root`, and signs everybody in. */
export async function startProduct(
  name: "this" | "before",
  root: string,
  { databaseUrl, folder, node }: Ground,
  recordTo?: string,
): Promise<Server> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const settings = {
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
  const record = recordTo ? ["--import", path.resolve("test/bench/record-queries.mjs")] : [];
  const began = performance.now();
  const web = await start({
    // As `npm start` and the image run it.
    command: [...record, "--max-semi-space-size=16", "build/server/index.js", "web"],
    settings,
    folder,
    node,
    root,
  });
  const startMs = performance.now() - began;
  const cookies = new Map<Person, string>();
  for (const [who, email] of Object.entries(people) as [Person, string][])
    cookies.set(who, (await signIn(url, email)).cookies());
  const first = performance.now();
  await (await fetch(url, { headers: { cookie: cookies.get("petra") ?? "" } })).text();
  return {
    name,
    startMs,
    firstMs: performance.now() - first,
    url: url.replace("localhost", "127.0.0.1"),
    pid: web.pid ?? 0,
    headersOf: (page) => ({ cookie: cookies.get(pages[page].who) ?? "" }),
    stop: () => end(web),
  };
}

/** One connection's statements, in order; `options` are those that the connection was opened with. */
export type Conversation = { options: string | undefined; queries: Statement[] };
type Statement = { name: string | undefined; text: string; values: unknown[] };
type Recorded = Statement & { connection: number; options: string | undefined };

/** Asks each page of a server that writes its statements down: once to warm it, then as the one that counts. */
export async function recordPages(ground: Ground): Promise<Record<PageName, Conversation[]>> {
  const file = path.join(ground.folder, "queries");
  const server = await startProduct("this", process.cwd(), ground, file);
  const recorded = {} as Record<PageName, Conversation[]>;
  for (const [page, { at }] of Object.entries(pages) as [PageName, { at: string }][]) {
    const ask = async (): Promise<unknown> =>
      (await fetch(server.url + at, { headers: server.headersOf(page) })).text();
    await ask();
    await writeFile(file, "");
    await ask();
    recorded[page] = conversations(await readFile(file, "utf8"));
  }
  await server.stop();
  return recorded;
}

function conversations(lines: string): Conversation[] {
  const found = new Map<number, Conversation>();
  for (const line of lines.trim().split("\n")) {
    const { connection, options, ...statement } = JSON.parse(line) as Recorded;
    const one = found.get(connection) ?? { options, queries: [] };
    one.queries.push(statement);
    found.set(connection, one);
  }
  return [...found.values()];
}

/** Starts the bare server with the statements of each page. */
export async function startFloor(
  { databaseUrl, folder, node }: Ground,
  recorded: Record<PageName, Conversation[]>,
): Promise<Server> {
  const port = await freePort();
  const file = path.join(folder, "pages.json");
  // The floor knows no cookies: of two pages at one address it has the first.
  const byAddress = (Object.entries(recorded) as [PageName, Conversation[]][])
    .map(([page, talk]) => [pages[page].at, talk] as const)
    .reverse();
  await writeFile(file, JSON.stringify(Object.fromEntries(byAddress)));
  const settings = {
    NODE_ENV: "production",
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    DATABASE_POOL: "10",
    BARE_PAGES: file,
  };
  const bare = await start({
    command: ["test/bench/bare-server.mjs"],
    settings,
    folder,
    node,
    root: process.cwd(),
  });
  return {
    name: "floor",
    url: `http://127.0.0.1:${port}`,
    pid: bare.pid ?? 0,
    headersOf: () => ({}),
    startMs: 0,
    firstMs: 0,
    stop: () => end(bare),
  };
}

type Start = Pick<Ground, "folder" | "node"> & {
  command: string[];
  settings: Record<string, string>;
  root: string;
};

const start = ({ command, settings, folder, node, root }: Start): Promise<ChildProcess> =>
  spawnWeb({
    command,
    env: settings,
    logFile: path.join(folder, "log"),
    onPid: async () => undefined,
    node,
    folder: root,
  });

async function end(child: ChildProcess): Promise<void> {
  if (child.pid) await endProcess(child.pid, "SIGTERM", 5000);
}
