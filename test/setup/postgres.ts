import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

import pg from "pg";
import { z } from "zod";

import { ensureAppLogin, withLogin } from "#app/platform/postgres/app-login.server.ts";
import { ensureDatabase, startEmbeddedPostgres } from "#app/platform/postgres/embedded.server.ts";
import { letClockLead, migrate } from "#app/platform/postgres/migrate.server.ts";

export type TestServer = { adminUrl: string; template: string };
export type StartedServer = TestServer & { stop: () => Promise<void> };

/** Where child processes of a test run find its server, and the login with which the application runs there. */
const settings = {
  adminUrl: "TEGOED_TEST_ADMIN_URL",
  template: "TEGOED_TEST_TEMPLATE",
  login: "TEGOED_TEST_LOGIN",
} as const;

/** Starts the server that all tests of a run share (or takes DATABASE_URL's) and makes the migrated template that each test copies. */
export async function startTestServer(): Promise<StartedServer> {
  const own = process.env["DATABASE_URL"];
  const folder = path.join(os.tmpdir(), `tegoed-test-${process.pid}`);
  const server = own ? undefined : await startEmbeddedPostgres(folder, { fast: true });
  const adminUrl = own ?? server?.url("postgres") ?? "";
  const template = (await makeTemplate(adminUrl)).name;
  process.env[settings.adminUrl] = adminUrl;
  process.env[settings.template] = template;
  return {
    adminUrl,
    template,
    stop: async () => {
      if (!server) return dropTemplates(adminUrl, template);
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A migrated template on any server, for what runs outside a test run. */
export async function makeTemplate(adminUrl: string): Promise<{ name: string; drop: () => Promise<void> }> {
  const name = `tegoed_template_${process.pid}`;
  const login = { user: `tegoed_test_${process.pid}`, password: randomBytes(18).toString("base64url") };
  process.env[settings.login] = JSON.stringify(login);
  await ensureDatabase(adminUrl, name);
  await migrate(inDatabase(adminUrl, name));
  await letClockLead(inDatabase(adminUrl, name));
  await ensureAppLogin(adminUrl, withLogin(adminUrl, login), { setPassword: true });
  return { name, drop: () => dropTemplates(adminUrl, name, login.user) };
}

function dropTemplates(
  adminUrl: string,
  template: string,
  login = `tegoed_test_${process.pid}`,
): Promise<void> {
  return onServer(adminUrl, async (client) => {
    for (const name of [template, seededName(template)])
      await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`drop role if exists ${login}`);
  });
}

/** The same database for the login with which the application runs in tests. */
export function asApplication(url: string): string {
  const login: unknown = JSON.parse(process.env[settings.login] ?? "{}");
  return withLogin(url, z.object({ user: z.string(), password: z.string() }).parse(login));
}

let ownServer: Promise<StartedServer> | undefined;

/** The server of the run under way; a test that runs on its own starts one. */
export async function knownTestServer(): Promise<TestServer> {
  const { [settings.adminUrl]: adminUrl, [settings.template]: template } = process.env;
  if (adminUrl && template) return { adminUrl, template };
  ownServer ??= startTestServer();
  return ownServer;
}

const seededName = (template: string): string => `${template}_demo`;

/** The template that holds the demo data; written once a run, by the first that needs it. */
export async function seededTemplate({ adminUrl, template }: TestServer): Promise<string> {
  const name = seededName(template);
  await onServer(adminUrl, async (client) => {
    await client.query("select pg_advisory_lock(hashtext($1))", [name]);
    if ((await client.query("select from pg_database where datname = $1", [name])).rowCount === 1) return;
    await client.query(`drop database if exists ${name}_making with (force)`);
    await client.query(`create database ${name}_making template ${template}`);
    await seedClient(asApplication(inDatabase(adminUrl, `${name}_making`)));
    await client.query(`alter database ${name}_making rename to ${name}`);
  });
  return name;
}

function seedClient(url: string): Promise<void> {
  const env = { ...process.env, DATABASE_URL: url, TEGOED_MODE: "test", LOG_LEVEL: "warn" };
  const child = spawn(process.execPath, ["--import", "tsx", "test/setup/seed.ts"], {
    env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child
      .once("error", reject)
      .once("exit", (code) =>
        code === 0 ? resolve() : reject(new Error("the demo data could not be written")),
      );
  });
}

/** The same server, another database. */
export function inDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.toString();
}

let counter = 0;

/** A database of a test: `url` is for the login that migrates, `appUrl` for the application's. */
export type TestDatabase = { url: string; appUrl: string; drop: () => Promise<void> };

/** Copies a template: a database of one's own in 50 to 100 ms. Drop it with the function that comes along. */
export async function copyDatabase(adminUrl: string, template: string): Promise<TestDatabase> {
  const name = `tegoed_test_${process.pid}_${Date.now().toString(36)}_${++counter}`;
  await onServer(adminUrl, (client) => client.query(`create database ${name} template ${template}`));
  return {
    url: inDatabase(adminUrl, name),
    appUrl: asApplication(inDatabase(adminUrl, name)),
    drop: () =>
      onServer(adminUrl, async (client) => {
        await untilLeft(client, name);
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

/** Waits until the connections to a database that are being closed are, a second at most: one that is broken off says so in a test that has ended. */
async function untilLeft(client: pg.Client, name: string): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) {
    const { rowCount } = await client.query("select from pg_stat_activity where datname = $1", [name]);
    if (rowCount === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function onServer<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return run(client).finally(() => client.end());
}
