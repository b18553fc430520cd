import type { StaffScope } from "#app/identity/scope.ts";
import { readInScope } from "#app/platform/db.server.ts";

import { findChange, findChangeClient } from "./store/change-store.server.ts";

/** Whether a request has a price that is charged once, whatever time it takes. */
export function hasFixedPrice(scope: StaffScope, requestId: string): Promise<boolean> {
  return readInScope(scope, async (tx) => {
    const clientId = await findChangeClient(tx, requestId);
    const change = clientId === null ? null : await findChange(tx, clientId, requestId);
    return (change?.quote.onceMinor ?? 0) > 0;
  });
}
