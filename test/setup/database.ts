import { inject } from "vitest";

import { copyDatabase, type TestDatabase } from "#test/setup/postgres.ts";

/** A fresh, migrated database for one test file or test; drop it afterwards. */
export function freshDatabase(): Promise<TestDatabase> {
  return copyDatabase(inject("adminUrl"), inject("template"));
}
