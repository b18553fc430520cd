import path from "node:path";

import { runningUrl, startEmbeddedPostgres } from "#app/platform/postgres/embedded.server.ts";

const folder = path.resolve(process.env["TEGOED_DATA"] ?? ".data", "postgres");

/** Runs with the address of DATABASE_URL's database (or of the one given), else of the demo's: the one that runs, or one that starts just for this. */
export async function withDatabase<T>(
  run: (url: string) => Promise<T>,
  given = process.env["DATABASE_URL"],
): Promise<T> {
  const known = given || (await runningUrl(folder, "tegoed"));
  if (known) return run(known);
  const own = await startEmbeddedPostgres(folder);
  return run(own.url("tegoed")).finally(own.stop);
}
