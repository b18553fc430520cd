import pg from "pg";

import { sqlStateOf } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { log } from "#app/platform/log.server.ts";
import {
  findLoginProblem,
  loginProblemWords,
  migrateFirst,
} from "#app/platform/postgres/app-login.server.ts";
import { pendingMigrations } from "#app/platform/postgres/migrate.server.ts";

/** A login or a database that is not there: before the first migration there is neither. */
const notThere = new Set(["28P01", "28000", "3D000"]);

/**
 * Throws, in words, where DATABASE_URL's login could do more than take the roles of a scope, and where the database is not migrated yet; one
 * that is away is waited for later.
 */
export async function refuseOwnerLogin(): Promise<void> {
  const client = new pg.Client({ connectionString: env().databaseUrl, connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    if (notThere.has(sqlStateOf(error) ?? ""))
      throw new Error(
        `PostgreSQL refuses DATABASE_URL (${error instanceof Error ? error.message : ""}). Before the first start, migrate first: npm run db:migrate makes the login. Else correct the setting.`,
        { cause: error },
      );
    return log.warn({ error: String(error) }, "the database can't be reached yet");
  }
  try {
    const { rows } = await client.query<{ login: string }>("select session_user as login");
    const login = rows[0]?.login ?? "";
    const problem = await findLoginProblem((text, values) => client.query(text, values), login);
    if (problem) throw new Error(loginProblemWords(login, problem));
    if (env().mode === "production" && !(await isMigrated(client))) throw new Error(migrateFirst);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Whether all migrations of this version are in, as the application's role sees it. */
async function isMigrated(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    "select to_regclass('public._prisma_migrations') is not null as there",
  );
  if (!rows[0]?.there) return false;
  await client.query("set role tegoed_system");
  const pending = await pendingMigrations(async (text) => {
    const done = await client.query<{ migration_name: string; checksum: string }>(text);
    return done.rows;
  });
  return pending.length === 0;
}
