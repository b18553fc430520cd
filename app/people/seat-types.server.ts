import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";

import { listAllSeatTypes, writeSeatType, type EditedSeatType } from "./store/product-store.server.ts";

/** Every seat type, those that are no longer given too. */
export function getSeatTypesPage(scope: StaffScope): Promise<EditedSeatType[]> {
  return readInScope(scope, listAllSeatTypes);
}

/** Adds a seat type, or renames it, or stops giving it: who holds one keeps it. */
export function setSeatType(scope: StaffScope, type: EditedSeatType): Promise<void> {
  return inScope(scope, async (tx) => {
    await writeSeatType(tx, type);
    await appendAudit(tx, scope, {
      action: "seat-type.set",
      target: `seat-type:${type.id}`,
      clientId: null,
      detail: { name: type.nl, active: String(type.active) },
    });
  });
}
