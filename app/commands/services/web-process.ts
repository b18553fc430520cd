import { spawn, type ChildProcess } from "node:child_process";
import { open, readFile } from "node:fs/promises";
import path from "node:path";

import { endProcess } from "#app/platform/postgres/processes.server.ts";
import { SetupProblem } from "#app/platform/setup-problem.js";

export type WebProcess = { stop: () => Promise<void> };
export type WebOptions = {
  /** What Node.js runs. */
  command: string[];
  env: Record<string, string>;
  /** The Node.js that runs it; this process's own where none is named. */
  node?: string | undefined;
  /** The folder that it runs in; this process's own where none is named. */
  folder?: string | undefined;
  /** Where its words go; without a file they go to the terminal. */
  logFile?: string | undefined;
  /** Told of every new process id, and of none when it has ended. */
  onPid: (pid: number | undefined) => Promise<void>;
  /** Done before a server that asked for it is started again; what it throws is printed, and the server starts. */
  beforeRestart?: (() => Promise<unknown>) | undefined;
  /** Told when the server could not be kept running. */
  onGivenUp: (problem: unknown) => void;
};

const triesAMinute = 3;
/** The code by which a server asks to be started again: the code that it runs has changed. */
const restartCode = 75;

/** Starts the web server as a process of its own, resolves when it listens, and starts it again when it falls over. */
export async function startWebProcess(options: WebOptions): Promise<WebProcess> {
  let child = await spawnWeb(options);
  let stopping = false;
  let falls: number[] = [];
  const again = (): void =>
    void spawnWeb(options).then((next) => ((child = next), watch()), options.onGivenUp);
  const watch = (): void => {
    child.once("exit", (code, signal) => {
      if (stopping) return;
      if (code === restartCode)
        return void (options.beforeRestart?.() ?? Promise.resolve())
          .catch((error: unknown) => console.error(error instanceof Error ? error.message : error))
          .then(() => (stopping ? undefined : again()));
      falls = [...falls.filter((at) => at > Date.now() - 60_000), Date.now()];
      const how = `The web server ended by itself (${signal ?? `exit code ${code}`})`;
      if (falls.length >= triesAMinute)
        return options.onGivenUp(
          new SetupProblem(`${how}, ${falls.length} times within a minute. ${whereToRead(options)}`),
        );
      console.error(`${how} and is started again. ${whereToRead(options)}`);
      again();
    });
  };
  watch();
  return {
    stop: async () => {
      stopping = true;
      if (child.pid && child.exitCode === null && child.signalCode === null)
        await endProcess(child.pid, "SIGTERM", 5000);
      await options.onPid(undefined);
    },
  };
}

/** Starts a web server once, and resolves when it listens. In a process group of its own: Ctrl-C reaches the launcher, which stops things in order. The channel tells it when the launcher is gone. */
export async function spawnWeb(
  options: Omit<WebOptions, "onGivenUp" | "beforeRestart">,
): Promise<ChildProcess> {
  const log = options.logFile ? await open(options.logFile, "a") : undefined;
  const out = log?.fd ?? "inherit";
  const child = spawn(options.node ?? process.execPath, options.command, {
    cwd: options.folder,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", out, out, "ipc"],
    detached: true,
  });
  await log?.close();
  await options.onPid(child.pid);
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("error", reject);
    child.once(
      "exit",
      () =>
        void lastWords(options.logFile).then((words) =>
          reject(new SetupProblem(`The web server did not start${words}. ${whereToRead(options)}`)),
        ),
    );
  });
  child.removeAllListeners("exit");
  return child;
}

const whereToRead = ({ logFile }: { logFile?: string | undefined }): string =>
  logFile ? `Its log: ${path.relative(process.cwd(), logFile)}` : "Its words stand above.";

async function lastWords(logFile: string | undefined): Promise<string> {
  if (!logFile) return "";
  const lines = (await readFile(logFile, "utf8").catch(() => "")).trim().split("\n");
  const words =
    lines.findLast((line) => /error|taken|missing/i.test(line) && !line.startsWith("    at ")) ??
    lines.at(-1) ??
    "";
  return words ? `: ${words.trim()}` : "";
}
