import { ledgerActor, refusedByLedger, setTime, type LedgerRefusal } from "#app/hours/ledger.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { ok, type Result } from "#app/platform/result.ts";
import { moveApproval } from "#app/hours/store/time-approval.server.ts";
import { countTimeEntry } from "#app/hours/store/time-entry.server.ts";

import { decideInside, type DecideRefusal, type Seen } from "./decide.server.ts";

export type ApproveRefusal = DecideRefusal | LedgerRefusal;
export type ApproveOutcome = { entryId: string; result: Result<"counts" | "passed-on", ApproveRefusal> };

/** Approves waiting entries, each in a transaction of its own: one that is refused doesn't stop the others. Only the version that was seen is approved. */
export async function approveTime(scope: Scope, entries: readonly Seen[]): Promise<ApproveOutcome[]> {
  const outcomes: ApproveOutcome[] = [];
  for (const seen of entries) {
    const result = await refusedByLedger<Result<"counts" | "passed-on", ApproveRefusal>>(() =>
      decideInside(scope, seen, (tx, found) => approve(tx, scope, found)),
    );
    outcomes.push({ entryId: seen.entryId, result });
  }
  return outcomes;
}

/** Where the client approves its time, a lead's approval of late work passes the entry on to the client; any other approval brings it to revision 1 and draws its minutes. */
async function approve(
  tx: Tx,
  scope: Scope,
  { entry, approval }: Parameters<Parameters<typeof decideInside>[2]>[1],
): Promise<Result<"counts" | "passed-on", never>> {
  const at = now();
  const key = { clientId: entry.clientId, entryId: entry.entryId };
  const passes = approval.awaits === "lead" && approval.setting === "client";
  const next = passes
    ? { awaits: "client" as const, step: "passed" as const }
    : { state: "approved" as const, step: "approved" as const };
  await moveApproval(tx, scope, { ...key, ...approval, ...next, words: null, at });
  if (!passes) {
    await countTimeEntry(tx, { ...key, at });
    await setTime(tx, {
      ...key,
      minutes: entry.billableMinutes,
      revision: 1,
      nature: entry.nature,
      workedAt: entry.workedAt,
      recordedAt: at,
      actor: ledgerActor(scope),
      reason: approval.reason,
    });
  }
  await appendAudit(tx, scope, {
    action: "time.approved",
    target: `time:${entry.entryId}`,
    clientId: entry.clientId,
    detail: { billed: entry.billableMinutes, ...(passes ? { awaits: "client" } : {}) },
  });
  return ok(passes ? "passed-on" : "counts");
}
