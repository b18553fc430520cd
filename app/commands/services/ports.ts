import { createServer } from "node:net";
import { readFile, writeFile } from "node:fs/promises";

import { freePort } from "#app/platform/postgres/embedded.server.ts";
import { SetupProblem } from "#app/platform/setup-problem.js";

/** The port that the user asked for, or 3000. */
export function wantedPort(text: string | undefined): number {
  const port = Number(text || 3000);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new SetupProblem(
    `PORT is ${text ?? ""}, which is no port. Choose one between 1 and 65535, such as PORT=3000.`,
  );
}

/** Refuses in words when something already listens on the port. */
export async function refuseTakenPort(port: number): Promise<void> {
  const problem = await listenProblem(port);
  if (problem === "EADDRINUSE")
    throw new SetupProblem(
      `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm run demo.`,
    );
  if (problem)
    throw new SetupProblem(
      `Port ${port} can't be used (${problem}). Choose another: PORT=${port < 1024 ? 3000 : port + 1} npm run demo.`,
    );
}

/** The port that was used last time, if it is free: links that a database keeps stay good. Otherwise a new one, which is remembered. */
export async function steadyPort(file: string): Promise<number> {
  const last = Number(await readFile(file, "utf8").catch(() => ""));
  if (last > 0 && !(await listenProblem(last))) return last;
  const port = await freePort();
  await writeFile(file, String(port));
  return port;
}

function listenProblem(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(undefined)));
  });
}
