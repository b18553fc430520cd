import { readFile, readdir } from "node:fs/promises";

/** Milliseconds of processor time that a process has used; 0 where the system doesn't tell, as outside of Linux. */
export async function processorMs(pid: number): Promise<number> {
  const stat = await statOf(pid);
  return stat ? stat.ownMs : 0;
}

/** Megabytes of memory that a process holds; 0 where the system doesn't tell. */
export async function memoryMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** Milliseconds that a PostgreSQL on this machine has used: the process that started a backend, and all that it ever started. */
export async function postgresMs(backendPid: number): Promise<number> {
  const server = (await statOf(backendPid))?.parent;
  if (!server) return 0;
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const stats = await Promise.all(pids.map(statOf));
  const children = stats.filter((stat) => stat?.parent === server);
  const own = await statOf(server);
  return [own?.ownMs ?? 0, own?.endedMs ?? 0, ...children.map((stat) => stat?.ownMs ?? 0)].reduce(
    (a, b) => a + b,
  );
}

type Stat = { parent: number; ownMs: number; endedMs: number };

/** A process's line of /proc: its fields are counted in ticks of 10 ms. */
async function statOf(pid: number): Promise<Stat | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // The name stands in brackets, and may hold anything.
  const fields = line
    ?.slice(line.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  if (!fields) return undefined;
  const [parent = 0] = fields.slice(1);
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
  return { parent, ownMs: (user + system) * 10, endedMs: (endedUser + endedSystem) * 10 };
}
