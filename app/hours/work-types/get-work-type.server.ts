import { randomUUID } from "node:crypto";

import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { listWorkTypes, type WorkTypeTerms } from "./work-type-store.server.ts";

/** One work type to change; a 404 when there is none. */
export function getWorkType(scope: StaffScope, id: string): Promise<WorkTypeTerms> {
  return readInScope(
    scope,
    async (tx) => (await listWorkTypes(tx)).find((type) => type.id === id) ?? notFound(),
  );
}

/** All kinds of work, in the order in which engineers choose. */
export function getWorkTypesPage(scope: StaffScope): Promise<WorkTypeTerms[]> {
  return readInScope(scope, listWorkTypes);
}

/** A work type to begin with, not saved yet, with the ordinary rule: rounded up to quarters of an hour. */
export function newWorkType(): WorkTypeTerms {
  return {
    id: randomUUID(),
    names: { nl: "", de: "", en: "" },
    minimumMinutes: 0,
    roundingMinutes: 15,
    multiplierPercent: 100,
    free: false,
    active: true,
    position: 100,
  };
}
