import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

import { commandLine, endProcess } from "#app/platform/postgres/processes.server.ts";
import { SetupProblem } from "#app/platform/setup-problem.js";

/** Who runs on a data folder: the launcher and its web server. */
type Running = { launcher: number; port: number; web?: number };

export type Lock = { noteWeb: (pid: number | undefined) => Promise<void>; release: () => Promise<void> };

/** Takes the data folder for this process; refuses in words when another one runs on it, and clears away what a killed one left. */
export async function takeLock(folder: string, port: number): Promise<Lock> {
  const file = path.join(folder, "running.json");
  const mine: Running = { launcher: process.pid, port };
  await write(file, mine, "wx").catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST")
      throw new SetupProblem(
        `The data folder ${folder} can't be read and written (${error.code ?? error.message}). Give this user the right to it.`,
      );
    await clearAfter(file, folder);
    await write(file, mine, "w");
  });
  return {
    noteWeb: (pid) => write(file, pid === undefined ? mine : { ...mine, web: pid }, "w"),
    release: () => rm(file, { force: true }),
  };
}

const write = (file: string, running: Running, flag: "w" | "wx"): Promise<void> =>
  writeFile(file, JSON.stringify(running), { flag });

async function clearAfter(file: string, folder: string): Promise<void> {
  const earlier = await readRunning(file);
  if (!earlier) return;
  if (/commands\/(demo|dev)\.mjs/.test((await commandLine(earlier.launcher)).replaceAll("\\", "/"))) {
    throw new SetupProblem(
      `Tegoed already runs on ${folder}, at http://localhost:${earlier.port} (process ${earlier.launcher}). Stop that one first.`,
    );
  }
  if (earlier.web && (await commandLine(earlier.web)).includes("build/server/index.js"))
    await endProcess(earlier.web, "SIGTERM", 3000);
}

async function readRunning(file: string): Promise<Running | undefined> {
  try {
    const { launcher, port, web } = JSON.parse(await readFile(file, "utf8")) as Partial<Running>;
    return launcher && port ? { launcher, port, ...(web ? { web } : {}) } : undefined;
  } catch {
    return undefined;
  }
}
