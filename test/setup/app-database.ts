import { afterAll } from "vitest";

import { freshDatabase } from "#test/setup/database.ts";

/**
 * Each test file works on a database of its own, which the application's code finds as DATABASE_URL, with a login that owns nothing.
 * MIGRATE_DATABASE_URL is for what a test does past the application.
 */
const database = await freshDatabase();
process.env["DATABASE_URL"] = database.appUrl;
process.env["MIGRATE_DATABASE_URL"] = database.url;
process.env["TEGOED_MODE"] = "test";
process.env["LOG_LEVEL"] = "silent";

afterAll(async () => {
  // Imported late: the settings above must stand before the application reads them.
  const { closeDatabase } = await import("#app/platform/db.server.ts");
  await closeDatabase();
  await database.drop();
});
