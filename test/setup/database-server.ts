import type { TestProject } from "vitest/node";

import { startTestServer } from "#test/setup/postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
    template: string;
  }
}

/** Vitest's global set-up of the database tests: one server, one migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  project.provide("adminUrl", server.adminUrl);
  project.provide("template", server.template);
  return server.stop;
}
