import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The command line of a process that runs now; "" when there is none by that id. */
export async function commandLine(pid: number): Promise<string> {
  if (!isAlive(pid)) return "";
  const listed = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => undefined);
  if (listed !== undefined) return listed.replaceAll("\0", " ");
  if (process.platform === "win32") return "unknown";
  return run("ps", ["-o", "args=", "-p", String(pid)]).then(
    ({ stdout }) => stdout,
    () => "",
  );
}

/** Asks a process to end, waits, and ends it if it does not within the time; tells whether it is gone. */
export async function endProcess(
  pid: number,
  signal: NodeJS.Signals,
  patienceMs: number,
  lastSignal: NodeJS.Signals = "SIGKILL",
): Promise<boolean> {
  send(pid, signal);
  if (await goneWithin(pid, patienceMs)) return true;
  send(pid, lastSignal);
  return goneWithin(pid, 3000);
}

async function goneWithin(pid: number, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    if (!(await runs(pid))) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return !(await runs(pid));
}

/** A process that has ended but that nobody has collected yet doesn't run. */
async function runs(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const status = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return !/\) Z /.test(status);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has gone already, which is what was wanted.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
