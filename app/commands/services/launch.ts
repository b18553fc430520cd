import { mkdir, rm } from "node:fs/promises";
import path from "node:path";

import {
  contentsOf,
  mark,
  openDatabase,
  recreate,
  withoutPassword,
  type LocalDatabase,
} from "#app/commands/services/database.ts";
import { takeLock, type Lock } from "#app/commands/services/lock.ts";
import { refuseTakenPort, wantedPort } from "#app/commands/services/ports.ts";
import { startServices, type Services } from "#app/commands/services/services.ts";
import { stopOnSignals, type Stops } from "#app/commands/services/stops.ts";
import { startWebProcess } from "#app/commands/services/web-process.ts";
import { giveUp, step } from "#app/commands/parts/say.mjs";
import { ensureAppLogin } from "#app/platform/postgres/app-login.server.ts";
import { dataFolder, stopLeftover } from "#app/platform/postgres/embedded.server.ts";
import { letClockLead, migrate } from "#app/platform/postgres/migrate.server.ts";
import { SetupProblem } from "#app/platform/setup-problem.js";

export type LaunchOptions = {
  /** How the web server is started: the built one, or the one that reloads. */
  web: string[];
  env: Record<string, string>;
  reset: boolean;
  /** What must be made before anything starts. */
  prepare: () => Promise<void>;
  /** What the web server alone needs: made while the database starts and the demo data is written. */
  build?: () => Promise<void>;
  /** Shows the web server's log in the terminal instead of keeping it in a file. */
  show?: boolean;
};

const folder = path.resolve(process.env["TEGOED_DATA"] ?? ".data");

/** Starts every server of the product on this machine and keeps it running until Ctrl-C. */
export async function launch(options: LaunchOptions): Promise<void> {
  const port = wantedPort(process.env["PORT"]);
  await makeFolder();
  const stops = stopOnSignals();
  try {
    const lock = await takeLock(folder, port);
    stops.add(lock.release);
    await refuseTakenPort(port);
    await options.prepare();
    if (options.reset) await step("Beginning afresh", beginAfresh);
    await raise(port, options, lock, stops);
    console.log(`\nTegoed is ready at http://localhost:${port}\n\n${logins}`);
  } catch (error) {
    await stops.run();
    giveUp(error);
  }
}

async function raise(port: number, options: LaunchOptions, lock: Lock, stops: Stops): Promise<void> {
  let raised: Raised | undefined;
  await settleAll([
    raiseServers(port, options, stops).then((servers) => (raised = servers)),
    options.build?.() ?? Promise.resolve(),
  ]);
  if (!raised) return;
  const { env, url } = raised;
  await step("Web and worker", async () => {
    const web = await startWebProcess({
      command: options.web,
      env,
      logFile: options.show ? undefined : path.join(folder, "web.log"),
      onPid: lock.noteWeb,
      beforeRestart: () => migrate(url),
      onGivenUp: stops.fail,
    });
    stops.add(web.stop);
    return "listen on 127.0.0.1";
  });
}

/** The web server's settings, and the address of the login that migrates. */
type Raised = { env: Record<string, string>; url: string };

/** Starts the database and the outside world and writes the demo data. */
async function raiseServers(port: number, options: LaunchOptions, stops: Stops): Promise<Raised | undefined> {
  let database: LocalDatabase | undefined;
  let services: Services | undefined;
  await settleAll([
    step("Database", async () => {
      database = await openDatabase(folder);
      const { own, url } = database;
      if (own) stops.add(own.stop);
      void own?.ended.then(() =>
        stops.fail(
          new SetupProblem(
            `PostgreSQL ended by itself. Its log: ${path.join(folder, "postgres", "log")}. Start the demo again: what was saved is there.`,
          ),
        ),
      );
      await prepare(database);
      return own ? "PostgreSQL runs, migrated" : `${withoutPassword(url)}, migrated`;
    }),
    step("Outside world", async () => {
      services = await startServices(folder, port);
      stops.add(services.stop);
      return "offline Stripe, VAT numbers, mail sink run";
    }),
  ]);
  if (!database || !services) return undefined;
  const env = {
    ...services.env,
    DATABASE_URL: database.appUrl,
    PORT: String(port),
    HOST: "127.0.0.1",
    APP_ORIGIN: `http://localhost:${port}`,
    ...options.env,
  };
  await step("Demo data", () => seedClient(env, database));
  return { env, url: database.url };
}

async function makeFolder(): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new SetupProblem(
      `The data folder ${folder} can't be made (${error.code ?? error.message}). Give this user the right to it, or choose another: TEGOED_DATA=/some/folder.`,
    );
  });
}

/** Migrates what is the demo's own; demo data whose writing was interrupted is begun again. */
async function prepare({ url, appUrl, own }: LocalDatabase): Promise<void> {
  const contents = await contentsOf(url);
  if (contents === "foreign")
    throw new SetupProblem(
      `The database ${withoutPassword(url)} holds data that the demo did not make. Name an empty one in DATABASE_URL, or unset it: the demo brings its own.`,
    );
  if (contents === "part" && !own)
    throw new SetupProblem(
      `Writing the demo data was interrupted in ${withoutPassword(url)}. Empty that database, or unset DATABASE_URL: the demo brings its own.`,
    );
  if (contents === "part" && own) await recreate(own);
  await migrate(url)
    .then(() => ensureAppLogin(url, appUrl, { setPassword: true }))
    .then(() => (process.env["CLOCK_OFFSET_SECONDS"] ? letClockLead(url) : undefined))
    .catch((error: unknown) => {
      throw new SetupProblem(
        `${error instanceof Error ? error.message : String(error)} ${own ? "Begin afresh with --reset." : "Name an empty database in DATABASE_URL."}`,
      );
    });
}

async function seedClient(env: Record<string, string>, database: LocalDatabase | undefined): Promise<string> {
  if (!database || (await contentsOf(database.url)) === "demo") return "kept";
  const asked = process.env["LOG_LEVEL"];
  // The demo data is written by the application's own code, which reads its settings from here.
  Object.assign(process.env, env, { LOG_LEVEL: "silent" });
  const { seedDemo } = await import("#prisma/seed/seed-demo.server.ts");
  const { seedMoreClients } = await import("#prisma/seed/more-clients.server.ts");
  await mark(database.url, "part");
  const today = new Date();
  await seedDemo(today);
  await seedMoreClients(today);
  await (await import("#app/commands/services/demo-agreements.ts")).seedAgreements(today);
  const { seedConversion } = await import("./seed-conversion.ts");
  await seedConversion(today);
  await (await import("#prisma/seed/changes-demo.server.ts")).seedChanges(today);
  await mark(database.url, "demo");
  const { closeDatabase } = await import("#app/platform/db.server.ts");
  await closeDatabase();
  // The web process logs as its settings say, not as quietly as the demo data was written.
  if (asked === undefined) delete process.env["LOG_LEVEL"];
  else process.env["LOG_LEVEL"] = asked;
  return "told";
}

async function beginAfresh(): Promise<string> {
  if (process.env["DATABASE_URL"])
    throw new SetupProblem(
      "--reset empties the demo's own database only. Empty the one in DATABASE_URL yourself, or unset DATABASE_URL.",
    );
  const data = path.join(folder, "postgres");
  await stopLeftover(data);
  const places = ["postgres", "mail", "stripe.json", "web.log"].map((name) => path.join(folder, name));
  await Promise.all(
    [...places, await dataFolder(data)].map((place) => rm(place, { recursive: true, force: true })),
  );
  return "old data removed";
}

/** Waits for all before it fails, so that what did start can be stopped. */
async function settleAll(work: Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((result) => result.status === "rejected");
  if (failed) throw failed.reason;
}

const logins = `Sign in with the password tegoed-demo-2026 as
  petra@bakkerij-jansen.example   client, manager      tom@bakkerij-jansen.example   client, employee
  eva@kanzlei-vogel.example       client, German       joris@atelier-noord.example   client, managed
  daan@helder-it.example          MSP, engineer        iris@helder-it.example        MSP, account manager
  noor@helder-it.example          MSP, owner
Ctrl-C stops everything; npm run demo -- --reset begins afresh.`;
