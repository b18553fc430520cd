import pg from "pg";
import { expect, test } from "vitest";

import { asSystem } from "#app/platform/db.server.ts";

test("a connection that is lost within a transaction fails that transaction alone", async () => {
  const lost = asSystem(async (tx) => {
    const [me] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`;
    await behindTheBack(me?.pid ?? 0);
    // Nothing is asked of the connection while it ends.
    await asSystem((other) => other.$queryRaw`select pg_sleep(0.2)::text`);
    return tx.$queryRaw`select 1`;
  });
  await expect(lost).rejects.toThrow();
  expect(await asSystem((tx) => tx.$queryRaw`select 1 as one`)).toEqual([{ one: 1 }]);
});

/** Ends a connection as the server does when it stops. */
async function behindTheBack(pid: number): Promise<void> {
  const client = new pg.Client({ connectionString: process.env["MIGRATE_DATABASE_URL"] });
  await client.connect();
  await client.query("select pg_terminate_backend($1)", [pid]);
  await client.end();
}
