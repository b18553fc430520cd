import { spawn, type ChildProcess } from "node:child_process";
import { open, readFile } from "node:fs/promises";
import path from "node:path";

import { endProcess } from "#app/platform/postgres/processes.server.ts";
import { SetupProblem } from "#app/platform/setup-problem.ts";

export type WebProcess = { stop: () => Promise<void> };
export type WebOptions = {
  command: string[];
  env: Record<string, string>;
  logFile: string;
  /** Told of every new process id, and of none when it has ended. */
  onPid: (pid: number | undefined) => Promise<void>;
  /** Told when the server could not be kept running. */
  onGivenUp: (problem: SetupProblem) => void;
};

const tries = 3;

/** Starts the web server as a process of its own, resolves when it listens, and starts it again when it falls over. */
export async function startWebProcess(options: WebOptions): Promise<WebProcess> {
  let child = await launch(options);
  let stopping = false;
  let falls: number[] = [];
  const watch = (): void => {
    child.once("exit", (code, signal) => {
      if (stopping) return;
      falls = [...falls.filter((at) => at > Date.now() - 60_000), Date.now()];
      console.error(`  The web server ended by itself (${signal ?? `exit code ${code}`}); ${falls.length < tries ? "starting it again" : "giving up"}. Its log: ${options.logFile}`);
      if (falls.length >= tries) return options.onGivenUp(new SetupProblem(`The web server fell ${tries} times within a minute. Its last words: ${options.logFile}`));
      launch(options).then((next) => ((child = next), watch()), options.onGivenUp);
    });
  };
  watch();
  return {
    stop: async () => {
      stopping = true;
      if (child.pid && child.exitCode === null && child.signalCode === null) await endProcess(child.pid, "SIGTERM", 5000);
      await options.onPid(undefined);
    },
  };
}

/** In a process group of its own: Ctrl-C reaches the launcher, which stops things in order. The channel tells it when the launcher is gone. */
async function launch({ command, env, logFile, onPid }: WebOptions): Promise<ChildProcess> {
  const log = await open(logFile, "a");
  const child = spawn(process.execPath, command, { env: { ...process.env, ...env }, stdio: ["ignore", log.fd, log.fd, "ipc"], detached: true });
  await log.close();
  await onPid(child.pid);
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("error", reject);
    child.once("exit", () => void lastWords(logFile).then((words) => reject(new SetupProblem(`The web server did not start: ${words} (${path.relative(process.cwd(), logFile)})`))));
  });
  child.removeAllListeners("exit");
  return child;
}

async function lastWords(logFile: string): Promise<string> {
  const lines = (await readFile(logFile, "utf8").catch(() => "")).trim().split("\n");
  return lines.findLast((line) => /error|taken|missing/i.test(line))?.trim() ?? lines.at(-1) ?? "";
}
