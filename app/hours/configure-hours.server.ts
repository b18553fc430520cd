import { findLiveClient } from "#app/clients/client-store.server.ts";
import { ledgerActor, refusedByLedger, type LedgerRefusal } from "#app/hours/store/ledger.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, type Result } from "#app/platform/result.ts";

/** What happens with work below zero: the next block covers it, it is invoiced, or it is refused. */
export const overagePolicies = ["cover_next", "invoice", "refuse"] as const;
export type OveragePolicy = (typeof overagePolicies)[number];

/** How a client's hours behave; what is not said stays as it is. Days: how long late work still takes what expired in between, and how long hours live that a correction gives back to an expired block. */
export type HoursSettings = {
  clientId: string;
  key: string;
  thresholdMinutes: number;
  overagePolicy?: OveragePolicy;
  fairnessDays?: number;
  correctionGraceDays?: number;
};

/** Why the ledger didn't take the settings. */
export type HoursRefusal = LedgerRefusal;

/** Puts an account's settings on the ledger's record, once for each key. */
export async function configureHours(
  tx: Tx,
  scope: StaffScope,
  { clientId, key, thresholdMinutes, overagePolicy, fairnessDays, correctionGraceDays }: HoursSettings,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ is_new: boolean }[]>`
    select hours_configure(${clientId}::uuid, ${key}, ${overagePolicy ?? null}, ${fairnessDays ?? null}::int, ${correctionGraceDays ?? null}::int, ${thresholdMinutes}::int,
      ${now()}, ${ledgerActor(scope)}) as is_new`;
  return row?.is_new ?? false;
}

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
