import { findLiveClient } from "#app/clients/client-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { inScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, type Result } from "#app/platform/result.ts";

import { configureHours, refusedByLedger, type HoursSettings, type LedgerRefusal } from "./ledger.server.ts";

/** Why the ledger refused the settings. */
export type HoursRefusal = LedgerRefusal;

/** Sets a client's warning level, what happens below zero, and its days for late work and for returned hours. */
export function setClientHours(
  scope: StaffScope,
  settings: HoursSettings,
): Promise<Result<null, HoursRefusal>> {
  return refusedByLedger<Result<null, HoursRefusal>>(() =>
    inScope(scope, async (tx) => {
      const client = await findLiveClient(tx, settings.clientId);
      if (!client) return notFound();
      if (!(await configureHours(tx, scope, settings))) return ok(null);
      const { clientId, key: _, ...detail } = settings;
      await appendAudit(tx, scope, {
        action: "client.hours-configured",
        target: `client:${clientId}`,
        clientId,
        detail,
      });
      return ok(null);
    }),
  );
}
