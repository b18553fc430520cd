import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope, readInScope, type Tx } from "#app/platform/db.server.ts";

import { listAllSeatTypes, writeSeatType, type EditedSeatType } from "./store/product-store.server.ts";

/** Every seat type, those that are no longer given too. */
export function getSeatTypesPage(scope: StaffScope): Promise<EditedSeatType[]> {
  return readInScope(scope, listAllSeatTypes);
}

/** The seat type that a fresh installation begins with, by an id of its own. */
const firstSeatType: EditedSeatType = {
  id: "00000000-0000-4000-8000-000000000011",
  nl: "Werkplek",
  de: "Arbeitsplatz",
  en: "Seat",
  active: true,
};

/** Adds the seat type that a fresh installation begins with, in the system's scope; where there is any, it changes nothing. */
export async function addFirstSeatTypeInside(tx: Tx): Promise<void> {
  if ((await listAllSeatTypes(tx)).length > 0) return;
  await writeSeatType(tx, firstSeatType);
  await logSeatType(tx, "system", firstSeatType);
}

/** Adds a seat type, or renames it, or stops giving it: who holds one keeps it. */
export function setSeatType(scope: StaffScope, type: EditedSeatType): Promise<void> {
  return inScope(scope, async (tx) => {
    await writeSeatType(tx, type);
    await logSeatType(tx, scope, type);
  });
}

async function logSeatType(tx: Tx, scope: StaffScope | "system", type: EditedSeatType): Promise<void> {
  await appendAudit(tx, scope, {
    action: "seat-type.set",
    target: `seat-type:${type.id}`,
    clientId: null,
    detail: { name: type.nl, active: String(type.active) },
  });
}
