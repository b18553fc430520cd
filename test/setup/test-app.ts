import type { ChildProcess } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

import { spawnWeb } from "#app/commands/services/web-process.ts";
import { listLetters, type SunkLetter } from "#app/platform/mail/sink-folder.server.ts";
import { startMailSink } from "#app/platform/mail/sink.server.ts";
import { freePort } from "#app/platform/postgres/embedded.server.ts";
import { endProcess } from "#app/platform/postgres/processes.server.ts";
import { startEmulator, type Emulator } from "#test/emulator/start-emulator.ts";
import { startVies, type Vies } from "#test/emulator/vies.ts";
import { testNow } from "#test/setup/clock.ts";
import { copyDatabase, knownTestServer, seededTemplate } from "#test/setup/postgres.ts";

export type TestAppOptions = {
  /** With the demo data in it (the default), or only migrated. */
  seed?: boolean;
  /** More settings for the web server. */
  env?: Record<string, string>;
};

/** The whole product, running on a database of its own. */
export type TestApp = {
  url: string;
  port: number;
  /** For what a test does past the application: the login that migrates. */
  databaseUrl: string;
  emulator: Emulator;
  vies: Vies;
  webPid: () => number;
  /** Letters that have arrived, newest first. */
  letters: () => Promise<SunkLetter[]>;
  /** Waits for a letter to somebody whose subject fits, and fails after ten seconds. */
  letterTo: (address: string, subject?: RegExp) => Promise<SunkLetter>;
  /** What the web server has logged. */
  log: () => Promise<string>;
  /** Ends the web server by a signal, waits until it is gone, and starts another on the same port. */
  restartWeb: (signal?: NodeJS.Signals) => Promise<void>;
  /** Moves the product's and the offline Stripe's clock to a later instant; the web server starts again there. Jobs that have become due still have to be enqueued. */
  moveClock: (to: string) => Promise<void>;
  stopWeb: (signal?: NodeJS.Signals) => Promise<void>;
  startWeb: () => Promise<void>;
  /** Mail goes down and comes back. */
  stopMail: () => Promise<void>;
  startMail: () => Promise<void>;
  stop: () => Promise<void>;
};

const webhookSecret = "whsec_tests";

/**
 * Starts the product for a test: database, offline Stripe and VIES, mail sink, built web server with its worker, all on free ports, all by the tests'
 * clock. No job starts by its schedule: a test enqueues what it needs, or sets TEST_SCHEDULE to "". Stop it afterwards.
 */
export async function startTestApp({ seed = true, env = {} }: TestAppOptions = {}): Promise<TestApp> {
  const server = await knownTestServer();
  const database = await copyDatabase(server.adminUrl, seed ? await seededTemplate(server) : server.template);
  const folder = await mkdtemp(path.join(os.tmpdir(), "tegoed-test-app-"));
  const [port, smtpPort, vies] = await Promise.all([freePort(), freePort(), startVies()]);
  let movedMs = 0;
  const emulator = await startEmulator({
    webhooks: [{ url: `http://127.0.0.1:${port}/webhooks/stripe`, secret: webhookSecret }],
    validateResponses: true,
    retryDelaysMs: [100, 200, 400, 800, 1600, 3200, 6400, 6400, 6400],
    now: () => testNow().getTime() + movedMs,
  });
  let mail = await startMailSink(path.join(folder, "mail"), smtpPort);
  const url = `http://localhost:${port}`;
  const settings: Record<string, string> = {
    NODE_ENV: "production",
    TEGOED_MODE: "test",
    PORT: String(port),
    HOST: "127.0.0.1",
    APP_ORIGIN: url,
    DATABASE_URL: database.appUrl,
    STRIPE_API_BASE: emulator.url,
    STRIPE_SECRET_KEY: "sk_test_emulator",
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    VIES_URL: vies.url,
    SMTP_URL: mail.smtpUrl,
    MAIL_SINK_FOLDER: path.join(folder, "mail"),
    LOG_LEVEL: "info",
    WORKER_IN_WEB: "1",
    ...env,
  };
  const logFile = path.join(folder, "web.log");
  const spawn = (): Promise<ChildProcess> =>
    spawnWeb({
      command: ["build/server/index.js", "web"],
      env: settings,
      logFile,
      onPid: async () => undefined,
    });
  let web = await spawn();
  const stopWeb = async (signal: NodeJS.Signals = "SIGTERM"): Promise<void> => {
    if (web.pid && web.exitCode === null && web.signalCode === null)
      await endProcess(web.pid, signal, 12_000);
  };
  const startWeb = async (): Promise<void> => {
    web = await spawn();
  };
  const letters = (): Promise<SunkLetter[]> => listLetters(path.join(folder, "mail"));
  return {
    url,
    port,
    databaseUrl: database.url,
    emulator,
    vies,
    letters,
    stopWeb,
    startWeb,
    webPid: () => web.pid ?? 0,
    letterTo: (address, subject = /./) =>
      eventually(`a letter to ${address} about ${subject}`, async () =>
        (await letters()).find((one) => one.to.includes(address) && subject.test(one.subject)),
      ),
    log: () => readFile(logFile, "utf8"),
    restartWeb: async (signal) => {
      await stopWeb(signal);
      await startWeb();
    },
    moveClock: async (to) => {
      movedMs = new Date(to).getTime() - testNow().getTime();
      settings["TEST_CLOCK_OFFSET_MS"] = String(new Date(to).getTime() - Date.now());
      await stopWeb();
      await startWeb();
    },
    stopMail: () => mail.stop(),
    startMail: async () => {
      mail = await startMailSink(path.join(folder, "mail"), smtpPort);
    },
    stop: async () => {
      await stopWeb();
      await Promise.allSettled([emulator.close(), vies.close(), mail.stop()]);
      await database.drop();
      await rm(folder, { recursive: true, force: true });
      // Every request of every test app, and every answer, is held against the schemas that Stripe's own library gives.
      const wrong = emulator.issues();
      if (wrong.length > 0)
        throw new Error(`Stripe was asked wrongly, or the emulator answered so: ${JSON.stringify(wrong)}`);
    },
  };
}

// Where a guard is gone nothing comes, however long one waits: mutants wait less.
const patience = Number(process.env["TEST_PATIENCE"] ?? 1);

/** Asks until there is an answer; fails after ten seconds. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | null | false>,
  ms = 10_000,
): Promise<T> {
  for (const end = Date.now() + ms * patience; ;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
