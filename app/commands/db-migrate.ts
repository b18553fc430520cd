// npm run db:migrate: brings MIGRATE_DATABASE_URL's database (without it DATABASE_URL's) up to this version, and makes the login of
// DATABASE_URL, with which web and worker log in. Without either it refuses, unless NODE_ENV=development asks for the demo's database.
import { withDatabase } from "#app/commands/services/any-database.ts";
import { ensureDemoDatabase, withClient } from "#app/commands/services/database.ts";
import { giveUp } from "#app/commands/parts/say.mjs";
import { ensureAppLogin } from "#app/platform/postgres/app-login.server.ts";
import { migrate } from "#app/platform/postgres/migrate.server.ts";
import { SetupProblem } from "#app/platform/setup-problem.js";

const { MIGRATE_DATABASE_URL: migrateUrl, DATABASE_URL: appUrl, NODE_ENV: mode } = process.env;
await run().catch(giveUp);

async function run(): Promise<void> {
  if (!migrateUrl && !appUrl && mode !== "development")
    throw new SetupProblem(
      "Missing settings: MIGRATE_DATABASE_URL (the login that migrates) and DATABASE_URL (the login of web and worker, which is made here). For the demo's own database set NODE_ENV=development.",
    );
  if (!migrateUrl && mode === "production")
    throw new SetupProblem(
      "Missing setting: MIGRATE_DATABASE_URL (the login that migrates). DATABASE_URL names the login of web and worker, which may not.",
    );
  await withDatabase(async (url) => {
    if (!migrateUrl) await ensureDemoDatabase(url);
    await withClient(url, async () => undefined);
    const applied = await bringUpToDate(url).catch((error: unknown) => {
      throw new SetupProblem(
        `The database could not be brought up to date: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
    console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
  }, migrateUrl || appUrl);
}

async function bringUpToDate(url: string): Promise<readonly string[]> {
  const { applied } = await migrate(url);
  if (migrateUrl && appUrl) await ensureAppLogin(url, appUrl);
  return applied;
}
