// npm start, npm run worker, npm run setup, and the entry of the image: the built product with real settings. Prints what is missing, and nothing else, when they are not there.
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { command } from "./parts/project.mjs";
import { SetupProblem } from "./parts/say.mjs";
import { loadTypeScript } from "./parts/typescript.mjs";

const roles = ["web", "worker", "migrate", "setup"];

await command(async () => {
  const role = process.argv[2] ?? "web";
  if (!roles.includes(role))
    throw new SetupProblem(`There is no ${role} to start. There is ${roles.join(", ")}.`);
  process.env.NODE_ENV ??= "production";
  if (role === "migrate") return migrateDatabase();
  const entry = path.resolve("build/server/index.js");
  if (!existsSync(entry)) throw new SetupProblem("There is no build yet. Run npm run build first.");
  // The built server is the program from here on.
  process.argv[1] = entry;
  await import(pathToFileURL(entry).href).catch((error) => {
    throw new SetupProblem(error instanceof Error ? error.message : String(error));
  });
});

async function migrateDatabase() {
  const { MIGRATE_DATABASE_URL: migrateUrl, DATABASE_URL: appUrl } = process.env;
  if (!migrateUrl || !appUrl)
    throw new SetupProblem(
      "Missing settings: MIGRATE_DATABASE_URL (the login that migrates) and DATABASE_URL (the login of web and worker, which is made here).",
    );
  const options = { native: true };
  const { migrate } = await loadTypeScript("app/platform/postgres/migrate.server.ts", options);
  const { ensureAppLogin } = await loadTypeScript("app/platform/postgres/app-login.server.ts", options);
  const { applied } = await migrate(migrateUrl)
    .then(async (report) => {
      await ensureAppLogin(migrateUrl, appUrl);
      return report;
    })
    .catch((error) => {
      throw new SetupProblem(
        `The database could not be brought up to date: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
  console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
}
