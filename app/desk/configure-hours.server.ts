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

export type HoursSettings = { clientId: string; key: string; thresholdMinutes: number; overagePolicy: OveragePolicy | null };

/** Why the ledger didn't take the settings. */
export type HoursRefusal = LedgerRefusal;

/** Puts an account's settings on the ledger's record, once for each key; a null policy stays as it is. */
export async function configureHours(tx: Tx, scope: StaffScope, settings: HoursSettings): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ is_new: boolean }[]>`
    select hours_configure(${settings.clientId}::uuid, ${settings.key}, ${settings.overagePolicy}, null::int, null::int, ${settings.thresholdMinutes}::int,
      ${now()}, ${ledgerActor(scope)}) as is_new`;
  return row?.is_new ?? false;
}

/** Sets a client's warning level and what happens below zero. */
export function setClientHours(scope: StaffScope, settings: HoursSettings): Promise<Result<null, HoursRefusal>> {
  return refusedByLedger<Result<null, HoursRefusal>>(() => inScope(scope, async (tx) => {
    const client = await tx.client.findFirst({ where: { id: settings.clientId, endedAt: null }, select: { id: true } });
    if (!client) return notFound();
    if (!(await configureHours(tx, scope, settings))) return ok(null);
    await appendAudit(tx, scope, {
      action: "client.hours-configured", target: `client:${settings.clientId}`, clientId: settings.clientId,
      detail: { thresholdMinutes: settings.thresholdMinutes, overagePolicy: settings.overagePolicy },
    });
    return ok(null);
  }));
}
