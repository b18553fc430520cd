// npm run db:migrate: brings MIGRATE_DATABASE_URL's database (without it DATABASE_URL's, or else the demo's) up to this version,
// and makes the login of DATABASE_URL, with which web and worker log in.
import { withDatabase } from "#app/commands/services/any-database.ts";
import { ensureDemoDatabase, withClient } from "#app/commands/services/database.ts";
import { giveUp } from "#app/commands/parts/say.mjs";
import { ensureAppLogin } from "#app/platform/postgres/app-login.server.ts";
import { migrate } from "#app/platform/postgres/migrate.server.ts";

const { MIGRATE_DATABASE_URL: migrateUrl, DATABASE_URL: appUrl } = process.env;
await withDatabase(async (url) => {
  await ensureDemoDatabase(url);
  await withClient(url, async () => undefined);
  const { applied } = await migrate(url);
  if (migrateUrl && appUrl) await ensureAppLogin(url, appUrl);
  console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
}, migrateUrl || appUrl).catch(giveUp);
