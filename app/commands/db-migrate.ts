// npm run db:migrate: brings DATABASE_URL's database, or else the demo's, up to this version.
import { withDatabase } from "#app/commands/house/any-database.ts";
import { ensureDemoDatabase, withClient } from "#app/commands/house/database.ts";
import { giveUp } from "#app/commands/parts/say.mjs";
import { migrate } from "#app/platform/postgres/migrate.server.ts";

await withDatabase(async (url) => {
  await ensureDemoDatabase(url);
  await withClient(url, async () => undefined);
  const { applied } = await migrate(url);
  console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
}).catch(giveUp);
