import type { WorkTypeTerms } from "#app/hours/work-types/work-type-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { listWorkTypes } from "./work-type-store.server.ts";

/** One work type to change; a 404 when there is none. */
export function getWorkType(scope: StaffScope, id: string): Promise<WorkTypeTerms> {
  return readInScope(
    scope,
    async (tx) => (await listWorkTypes(tx)).find((type) => type.id === id) ?? notFound(),
  );
}
