import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { isContested } from "./store/entry-query.server.ts";
import { lockTimeEntry, markTimeEntryDeleted } from "./store/time-entry.server.ts";
import type { BalanceAfter } from "./work-details.ts";
import { ledgerActor, refusedByLedger, setTime, type LedgerRefusal } from "./ledger.server.ts";

export type DeleteRefusal = LedgerRefusal | "no-such-entry" | "deleted" | "contested";
export type Deletion = { clientId: string; entryId: string; revision: number; reason: string };

/** Deletes a time entry: its minutes go back to where they came from; the row and its history stay. Refused while the client's question about it is open. */
export function deleteTimeEntry(
  scope: StaffScope,
  deletion: Deletion,
): Promise<Result<BalanceAfter, DeleteRefusal>> {
  return refusedByLedger<Result<BalanceAfter, DeleteRefusal>>(() =>
    inScope(scope, async (tx) => {
      const locked = await lockTimeEntry(tx, deletion.clientId, deletion.entryId);
      return locked && (await isContested(tx, deletion.clientId, deletion.entryId))
        ? refuse("contested")
        : deleteInside(tx, scope, deletion);
    }),
  );
}

/** deleteTimeEntry in the caller's transaction, for an entry that is contested too; throws what the ledger refuses. */
export async function deleteInside(
  tx: Tx,
  scope: StaffScope,
  deletion: Deletion,
): Promise<Result<BalanceAfter, DeleteRefusal>> {
  const at = now();
  const present = await lockTimeEntry(tx, deletion.clientId, deletion.entryId);
  if (!present) return refuse("no-such-entry");
  if (present.deleted) return refuse("deleted");
  if (present.revision !== deletion.revision) return refuse("stale");
  const revision = present.revision + 1;
  await markTimeEntryDeleted(tx, { ...deletion, revision, at });
  const balance = await setTime(tx, {
    clientId: deletion.clientId,
    entryId: deletion.entryId,
    minutes: 0,
    revision,
    nature: present.nature,
    workedAt: present.workedAt,
    recordedAt: at,
    actor: ledgerActor(scope),
    reason: deletion.reason,
  });
  await appendAudit(tx, scope, {
    action: "time.deleted",
    target: `time:${deletion.entryId}`,
    clientId: deletion.clientId,
    detail: { revision, before: present.billableMinutes, reason: deletion.reason },
  });
  return ok(balance);
}
