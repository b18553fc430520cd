import type { Scope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { isSeenRequest } from "#app/requests/store/lock-request.server.ts";

/** Throws a 404 where there is no request that this person may see: before a form with files is read for it. */
export async function requireRequest(scope: Scope, id: string): Promise<void> {
  if (!(await readInScope(scope, (tx) => isSeenRequest(tx, scope, id)))) notFound();
}
