import { listNames } from "#app/clients/client-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";

/** The clients by name, to choose from. */
export function listClientNames(scope: StaffScope): Promise<{ id: string; name: string }[]> {
  return readInScope(scope, (tx) => listNames(tx));
}
