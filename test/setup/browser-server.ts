import { build, generate } from "#app/commands/parts/build.mjs";
import { startTestServer } from "#test/setup/postgres.ts";

/** Playwright's global set-up: a fresh build, and one PostgreSQL for the test apps of all workers. */
export default async function setup(): Promise<() => Promise<void>> {
  await generate();
  await build();
  const server = await startTestServer();
  return server.stop;
}
