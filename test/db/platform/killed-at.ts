import pg from "pg";
import { expect, vi } from "vitest";

const connectionString = process.env["MIGRATE_DATABASE_URL"] ?? "";

/** Lets an act come as far as its first write to a table, after all that it did before, and kills its connection there; answers what became of it. */
export async function killedAt(table: string, act: () => Promise<unknown>): Promise<string> {
  const gate = new pg.Client({ connectionString });
  const watcher = new pg.Client({ connectionString });
  await Promise.all([gate.connect(), watcher.connect()]);
  try {
    await gate.query("begin");
    await gate.query(`lock table ${pg.escapeIdentifier(table)} in share mode`);
    const end = act().then(
      () => "done",
      () => "killed",
    );
    await vi.waitFor(
      async () => {
        const { rows } = await watcher.query<{ pid: number }>(
          "select pid from pg_locks where not granted and relation = $1::regclass and database = (select oid from pg_database where datname = current_database())",
          [pg.escapeIdentifier(table)],
        );
        expect(rows).toHaveLength(1);
        await watcher.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
      },
      { timeout: 20_000, interval: 20 },
    );
    return await end;
  } finally {
    await Promise.all([gate.end(), watcher.end()]);
  }
}
