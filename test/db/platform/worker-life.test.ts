import pg from "pg";
import { expect, test } from "vitest";

import { startWorkerLife } from "#app/platform/worker-life.server.ts";

test("a sign of life that is lost comes back by itself, with the lock of every worker", async () => {
  const admin = new pg.Client({ connectionString: process.env["MIGRATE_DATABASE_URL"] });
  await admin.connect();
  const life = await startWorkerLife(process.env["DATABASE_URL"] ?? "", "-c role=tegoed_worker");
  const holder = async (worker: string): Promise<number | null> => {
    const { rows } = await admin.query<{ pid: number }>(
      `select l.pid from pg_locks l join pg_database d on d.oid = l.database and d.datname = current_database()
      where l.locktype = 'advisory' and l.granted and ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended('tegoed worker ' || $1, 0)`,
      [worker],
    );
    return rows[0]?.pid ?? null;
  };
  const heldByAnother = async (worker: string, than: number | null): Promise<number> => {
    for (let tries = 0; tries < 100; tries++) {
      const pid = await holder(worker);
      if (pid !== null && pid !== than) return pid;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`nobody holds the lock of ${worker}`);
  };
  life.take("one");
  life.take("two");
  let pid = await heldByAnother("two", null);
  for (let loss = 0; loss < 2; loss++) {
    await admin.query("select pg_terminate_backend($1)", [pid]);
    const next = await heldByAnother("one", pid);
    expect(await heldByAnother("two", pid)).toBe(next);
    pid = next;
  }
  life.take("three");
  expect(await heldByAnother("three", null)).toBe(pid);
  await life.stop();
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await holder("one")).toBeNull();
  await admin.end();
});
