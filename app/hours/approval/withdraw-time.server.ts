import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { isLead } from "#app/hours/rules/approval.ts";
import { moveApproval } from "#app/hours/store/time-approval.server.ts";
import { markTimeEntryDeleted } from "#app/hours/store/time-entry.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { lockDraft } from "./redraft-time.server.ts";

export type WithdrawRefusal = "no-such-entry" | "stale" | "deleted" | "already-decided" | "not-yours";

/** Withdraws an entry that doesn't count yet; for its engineer or a lead. The row and what was said of it stay. */
export function withdrawTime(
  scope: StaffScope,
  draft: { clientId: string; entryId: string; version: number; reason: string },
): Promise<Result<null, WithdrawRefusal>> {
  return inScope(scope, async (tx) => {
    const found = await lockDraft(tx, draft);
    if (!found.ok) return found;
    const { entry, approval } = found.value;
    if (entry.engineerId !== scope.userId && !isLead(scope.role)) return refuse("not-yours");
    const at = now();
    await markTimeEntryDeleted(tx, { clientId: draft.clientId, entryId: draft.entryId, revision: 0, at });
    await moveApproval(tx, scope, {
      clientId: draft.clientId,
      entryId: draft.entryId,
      ...approval,
      state: "withdrawn",
      step: "withdrawn",
      words: draft.reason,
      at,
    });
    await appendAudit(tx, scope, {
      action: "time.withdrawn",
      target: `time:${draft.entryId}`,
      clientId: draft.clientId,
      detail: { billed: entry.billableMinutes, reason: draft.reason },
    });
    return ok(null);
  });
}
