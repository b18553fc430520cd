import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";

/** The clients by name, to choose from. */
export function listClientNames(scope: StaffScope): Promise<{ id: string; name: string }[]> {
  return readInScope(scope, (tx) =>
    tx.client.findMany({
      where: { endedAt: null },
      select: { id: true, name: true },
      orderBy: { name: "asc" },
    }),
  );
}
