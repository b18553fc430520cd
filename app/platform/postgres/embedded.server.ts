import { spawn, type ChildProcess } from "node:child_process";
import { createHash, randomInt } from "node:crypto";
import {
  access,
  chmod,
  chown,
  constants,
  mkdir,
  open,
  readFile,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";

import pg from "pg";

import { commandLine, endProcess } from "#app/platform/postgres/processes.server.ts";
import { closedStep, findPrograms, type Programs } from "#app/platform/postgres/programs.server.ts";
import { SetupProblem } from "#app/platform/setup-problem.js";

export { SetupProblem };

export type RunningPostgres = {
  url: (database: string) => string;
  port: number;
  pid: number;
  /** Where its data is: the folder that was asked for, or one that PostgreSQL's own user may enter. */
  folder: string;
  stop: () => Promise<void>;
  /** Settles when the server ends, whoever ended it. */
  ended: Promise<void>;
};

/** Starts PostgreSQL from its npm package on 127.0.0.1 with its data in the folder (or where dataFolder says); initialises it when it is new. Throws a SetupProblem in words. */
export async function startEmbeddedPostgres(
  asked: string,
  options: { fast?: boolean; port?: number } = {},
): Promise<RunningPostgres> {
  const folder = await dataFolder(asked);
  await usableFolder(folder);
  const programs = await findPrograms();
  await stopLeftover(folder);
  if (!(await exists(path.join(folder, "data", "PG_VERSION")))) await initialise(folder, programs);
  const port = options.port ?? (await freePort());
  const child = await serve(folder, port, programs, options.fast ?? false);
  await writeFile(path.join(folder, "port"), String(port));
  const pid = child.pid ?? 0;
  const ended = new Promise<void>((resolve) =>
    child.exitCode === null ? child.once("exit", () => resolve()) : resolve(),
  );
  return {
    port,
    pid,
    folder,
    ended,
    url: (database) => address(port, database),
    stop: async () => {
      await endProcess(pid, "SIGINT", 8000, "SIGQUIT");
      await rm(path.join(folder, "port"), { force: true });
    },
  };
}

/** The address of the database that runs in the folder now; undefined when none does. */
export async function runningUrl(folder: string, database: string): Promise<string | undefined> {
  const port = await readFile(path.join(await dataFolder(folder), "port"), "utf8").catch(() => undefined);
  if (!port) return undefined;
  const url = address(Number(port), database);
  return (await reachable(url)) ? url : undefined;
}

/** Makes the database unless it is there. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0)
      await client.query(
        `create database ${client.escapeIdentifier(name)} template template0 encoding 'UTF8'`,
      );
  } finally {
    await client.end();
  }
}

const address = (port: number, database: string): string =>
  `postgres://postgres:tegoed@127.0.0.1:${port}/${database}`;

async function usableFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new SetupProblem(
      `The data folder ${folder} can't be read and written. Give this user the right to it, or name a database of your own in DATABASE_URL.`,
    );
  }
}

/**
 * Where the data of a folder is kept. PostgreSQL refuses to run as root, and the user that it runs as instead may not enter
 * a folder such as a fresh server's /root: then it is a folder of the system's, the same at each start.
 */
export async function dataFolder(folder: string, isRoot = process.getuid?.() === 0): Promise<string> {
  const asked = path.resolve(folder);
  if (!isRoot || !(await closedStep(await nearestThere(asked)))) return folder;
  const name = createHash("sha256").update(asked).digest("hex").slice(0, 12);
  const place = path.join(systemFolder, name);
  try {
    for (const step of [systemFolder, place]) {
      await mkdir(step, { recursive: true });
      await chmod(step, 0o755);
    }
  } catch {
    throw new SetupProblem(
      `PostgreSQL can't run as root, and its own user may enter neither ${asked} nor ${place}. Run this as an ordinary user, or name a database of your own in DATABASE_URL.`,
    );
  }
  return place;
}

const systemFolder = "/var/lib/tegoed";

async function nearestThere(place: string): Promise<string> {
  return (await exists(place)) || place === path.dirname(place) ? place : nearestThere(path.dirname(place));
}

/** Makes an empty cluster beside its place and moves it in when it is whole: an interrupted start leaves nothing half. */
async function initialise(folder: string, programs: Programs): Promise<void> {
  const making = path.join(folder, "data.making");
  const password = path.join(folder, "password");
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o700 });
  await writeFile(password, "tegoed\n", { mode: 0o600 });
  if (programs.as)
    for (const place of [making, password]) await chown(place, programs.as.uid, programs.as.gid);
  const args = [
    `--pgdata=${making}`,
    "--auth=password",
    "--username=postgres",
    `--pwfile=${password}`,
    "--encoding=UTF8",
    "--locale=C",
    "--data-checksums",
    "--no-sync",
  ];
  const code = await withLog(
    folder,
    (log) =>
      new Promise((resolve) => {
        spawn(programs.initdb, args, {
          ...programs.as,
          cwd: folder,
          stdio: ["ignore", log, log],
          detached: true,
        })
          .once("error", () => resolve(-1))
          .once("close", resolve);
      }),
  );
  await rm(password, { force: true });
  if (code !== 0) throw await didNotStart(folder);
  await rename(making, path.join(folder, "data"));
}

/** Starts the server in a process group of its own, so that Ctrl-C reaches us first and the database goes last. */
async function serve(folder: string, port: number, programs: Programs, fast: boolean): Promise<ChildProcess> {
  const settings = {
    listen_addresses: "127.0.0.1",
    max_connections: "120",
    unix_socket_directories: "",
    shared_buffers: "128MB",
    timezone: "UTC",
    lc_messages: "C",
    logging_collector: "off",
    ...(fast ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const args = ["-D", path.join(folder, "data"), "-p", String(port), ...flags];
  const child = await withLog(folder, async (log) =>
    spawn(programs.postgres, args, {
      ...programs.as,
      cwd: folder,
      stdio: ["ignore", log, log],
      detached: true,
    }),
  );
  let gone = false;
  child.once("error", () => (gone = true)).once("exit", () => (gone = true));
  child.unref();
  // The last line of the file is what pg_ctl waits for, too.
  while (
    !/\bready\b/.test(await readFile(path.join(folder, "data", "postmaster.pid"), "utf8").catch(() => ""))
  ) {
    if (gone) throw await didNotStart(folder);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return child;
}

/** What PostgreSQL prints goes to a file beside its data, which each start begins anew. */
async function withLog<T>(folder: string, use: (log: number) => Promise<T>): Promise<T> {
  const log = await open(path.join(folder, "log"), "w");
  return use(log.fd).finally(() => log.close());
}

async function didNotStart(folder: string): Promise<SetupProblem> {
  const lines = (await readFile(path.join(folder, "log"), "utf8").catch(() => "")).trim().split("\n");
  const why = (lines.find((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? "").replace(
    /^.*?(FATAL|PANIC|error):\s*/,
    "",
  );
  return new SetupProblem(
    `PostgreSQL did not start in ${folder}: ${why}. Start again with --reset for an empty database, or name a database of your own in DATABASE_URL.`,
  );
}

/** A server that outlived a killed parent still holds the folder: ask it to stop before a new one starts. */
export async function stopLeftover(asked: string): Promise<void> {
  const folder = await dataFolder(asked);
  const pidFile = path.join(folder, "data", "postmaster.pid");
  const pid = Number((await readFile(pidFile, "utf8").catch(() => "")).split("\n")[0]);
  if (!pid) return;
  if (!(await commandLine(pid)).includes("postgres")) return rm(pidFile, { force: true });
  if (!(await endProcess(pid, "SIGINT", 8000, "SIGQUIT")))
    throw new SetupProblem(
      `Another PostgreSQL (process ${pid}) uses ${folder} and does not stop. Stop it first.`,
    );
}

async function reachable(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  return client
    .connect()
    .then(() => client.end())
    .then(
      () => true,
      () => false,
    );
}

/** A port of 127.0.0.1 that nothing listens on now. Below the range that systems give to outgoing connections, where one could take it before it is listened on. */
export async function freePort(): Promise<number> {
  const port = randomInt(15_000, 32_000);
  return (await isFree(port)) ? port : freePort();
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" || error.code === "EACCES" ? resolve(false) : reject(error),
    );
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
