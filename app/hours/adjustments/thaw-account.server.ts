import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { freezeAccount } from "#app/hours/ledger.server.ts";
import {
  allowLongProof,
  findProof,
  listLockedAccounts,
  type LockedHours,
} from "#app/hours/store/locked-accounts.server.ts";
import { findStanding } from "#app/hours/store/standing.server.ts";

export type ThawRefusal = "still-broken" | "not-frozen";

/** Why and since when a client's account is frozen; null when it isn't. */
export async function getFreeze(
  scope: StaffScope,
  clientId: string,
): Promise<{ reason: string; at: Date } | null> {
  const { frozenAt, frozenReason } = await readInScope(scope, (tx) => findStanding(tx, clientId, now()));
  return frozenAt === null ? null : { reason: frozenReason ?? "", at: frozenAt };
}

/** The clients whose account is frozen because its ledger has a defect, the longest first; only the MSP's people see any. */
export function listLocked(scope: StaffScope): Promise<LockedHours[]> {
  return readInScope(scope, (tx) => listLockedAccounts(tx));
}

/** Ends an account's freeze, if its ledger has no defect when proven again in the same transaction. */
export function thawAccount(
  scope: StaffScope,
  { clientId, reason }: { clientId: string; reason: string },
): Promise<Result<null, ThawRefusal>> {
  return inScope(
    scope,
    async (tx) => {
      await allowLongProof(tx);
      const at = now();
      const { frozenAt, frozenReason } = await findStanding(tx, clientId, at);
      if (frozenAt === null) return refuse("not-frozen");
      const found = await findProof(tx, clientId);
      if (!found || found.defects > 0 || found.broken !== null) return refuse("still-broken");
      await freezeAccount(tx, clientId, null, at);
      await appendAudit(tx, scope, {
        action: "hours.thawed",
        target: `client:${clientId}`,
        clientId,
        detail: { reason, was: frozenReason },
      });
      return ok(null);
    },
    90_000,
  );
}
