import { inject } from "vitest";

import { copyDatabase } from "#test/setup/postgres.ts";

/** A fresh, migrated database for one test file or test; drop it afterwards. */
export function freshDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  return copyDatabase(inject("adminUrl"), inject("template"));
}
