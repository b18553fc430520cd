import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import os from "node:os";
import path from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { withClient } from "#app/commands/services/database.ts";
import { takeLock } from "#app/commands/services/lock.ts";
import { refuseTakenPort, steadyPort, wantedPort } from "#app/commands/services/ports.ts";
import { nodeProblem } from "#app/commands/parts/node-version.mjs";
import { fingerprint } from "#app/commands/parts/stamps.mjs";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "tegoed-commands-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function listen(): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const at = server.address();
      resolve({ server, port: at && typeof at === "object" ? at.port : 0 });
    });
  });
}

describe("ports", () => {
  test("a taken one is refused in words", async () => {
    const { server, port } = await listen();
    await expect(refuseTakenPort(port)).rejects.toThrow(`Port ${port} is taken`);
    server.close();
  });

  test("what is no port is refused in words", () => {
    expect(() => wantedPort("http")).toThrow("PORT is http");
    expect(wantedPort(undefined)).toBe(3000);
  });

  test("the offline Stripe keeps its port while that is free", async () => {
    const file = path.join(folder, "stripe-port");
    const first = await steadyPort(file);
    expect(await steadyPort(file)).toBe(first);
    const { server, port } = await listen();
    await writeFile(file, String(port));
    expect(await steadyPort(file)).not.toBe(port);
    server.close();
  });
});

describe("the lock on a data folder", () => {
  test("is taken, tells who runs, and is given back", async () => {
    const lock = await takeLock(folder, 3000);
    await lock.noteWeb(4711);
    expect(JSON.parse(await readFile(path.join(folder, "running.json"), "utf8"))).toEqual({
      launcher: process.pid,
      port: 3000,
      web: 4711,
    });
    await lock.release();
    await (await takeLock(folder, 3000)).release();
  });

  test.each([
    ["that is gone", { launcher: 2 ** 22 + 1, port: 3000 }],
    ["that is another program now", { launcher: process.pid, port: 3000 }],
  ])("of a process %s is taken over", async (_what, left) => {
    await writeFile(path.join(folder, "running.json"), JSON.stringify(left));
    await expect(takeLock(folder, 3000)).resolves.toBeDefined();
  });

  test("a broken file is no lock", async () => {
    await writeFile(path.join(folder, "running.json"), "{");
    await expect(takeLock(folder, 3000)).resolves.toBeDefined();
  });
});

describe("a database that can't be reached", () => {
  test("is named without its password", async () => {
    const trying = withClient("postgres://user:geheim@127.0.0.1:1/tegoed", async () => undefined);
    await expect(trying).rejects.toThrow(/user@127\.0\.0\.1:1\/tegoed can't be reached: .*ECONNREFUSED/);
    await expect(trying).rejects.not.toThrow(/geheim/);
  });
});

describe("what a fresh machine lacks", () => {
  test.each([
    ["18.20.0", true],
    ["20.18.3", true],
    ["20.19.0", false],
    ["22.1.0", false],
  ])("Node.js %s too old: %s", (version, old) => {
    expect(nodeProblem(version) !== undefined).toBe(old);
  });

  test("a changed file changes the fingerprint of its folder", async () => {
    await writeFile(path.join(folder, "a.ts"), "1");
    const before = fingerprint([folder]);
    expect(fingerprint([folder])).toBe(before);
    await writeFile(path.join(folder, "a.ts"), "2");
    expect(fingerprint([folder])).not.toBe(before);
  });
});

test("a word that a command does not know ends it with one line", () => {
  const { status, stderr } = spawnSync(process.execPath, ["app/commands/demo.mjs", "--rest"], {
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: "npm run demo does not know --rest. It knows --reset.\n",
  });
});
