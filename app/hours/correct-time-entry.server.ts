import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { needsApproval } from "./rules/approval.ts";
import { billableMinutes, type BillableSteps } from "./rules/billable-minutes.ts";
import { isContested } from "./store/entry-query.server.ts";
import { lockTimeEntry, updateTimeEntry, writeInternalNote } from "./store/time-entry.server.ts";
import { findWorkSetting, ruleOn } from "./store/work.server.ts";
import type { BalanceAfter, WorkDetails, WorkRefusal } from "./work-details.ts";
import { isLate, isTooLongAgo, workedAt } from "./worked-at.server.ts";
import { ledgerActor, refusedByLedger, setTime } from "./ledger.server.ts";

export type CorrectRefusal =
  WorkRefusal | "no-such-entry" | "stale" | "deleted" | "contested" | "needs-approval";
/** `revision` is the one that the engineer saw; `reason` is for the client to read. */
export type Correction = WorkDetails & { entryId: string; revision: number; reason: string };

export type Corrected = Result<{ steps: BillableSteps; balance: BalanceAfter }, CorrectRefusal>;

/**
 * Changes a time entry and draws, or gives back, the difference in hours. Refused as stale when somebody else changed the entry
 * since it was read, and as contested while the client's question about it is open.
 */
export function correctTimeEntry(scope: StaffScope, correction: Correction): Promise<Corrected> {
  return refusedByLedger<Corrected>(() =>
    inScope(scope, async (tx) => {
      const locked = await lockTimeEntry(tx, correction.clientId, correction.entryId);
      return locked && (await isContested(tx, correction.clientId, correction.entryId))
        ? refuse("contested")
        : correctInside(tx, scope, correction);
    }),
  );
}

/** correctTimeEntry in the caller's transaction, for an entry that is contested too; throws what the ledger refuses. */
export async function correctInside(tx: Tx, scope: StaffScope, typed: Correction): Promise<Corrected> {
  const at = now();
  const present = await lockTimeEntry(tx, typed.clientId, typed.entryId);
  if (!present) return refuse("no-such-entry");
  if (present.deleted) return refuse("deleted");
  if (present.revision !== typed.revision) return refuse("stale");
  const setting = await findWorkSetting(tx, typed);
  if (!setting?.hasRequest) return refuse("no-such-request");
  // The entry keeps the rule that it was saved with, unless its work type changes.
  const saved = typed.workTypeId === present.workTypeId ? present.rule : setting.rule;
  if (!saved) return refuse("no-such-work-type");
  const when = workedAt(setting, { startedAt: present.startedAt, ...typed }, at, present.workedMinutes);
  if (!when.ok) return when;
  const correction = { ...typed, ...when.value };
  const movesDay = typed.workedOn !== present.workedOn;
  if (movesDay && isTooLongAgo(setting.zone, correction.workedOn, at)) return refuse("too-long-ago");
  const rule = ruleOn(saved, setting, correction.workedOn);
  const steps = billableMinutes(correction.workedMinutes, rule);
  const late = setting.fairnessDays !== null && isLate(when.value.workedAt, setting.fairnessDays, at);
  if (
    needsApproval({
      setting: setting.approval,
      late,
      role: scope.role,
      raises: steps.billable > present.billableMinutes,
      movesDay,
    })
  )
    return refuse("needs-approval");
  const revision = present.revision + 1;
  await updateTimeEntry(tx, { ...correction, rule, steps, revision, at });
  await writeInternalNote(tx, correction, present.internalNote);
  const balance = await setTime(tx, {
    clientId: correction.clientId,
    entryId: correction.entryId,
    minutes: steps.billable,
    revision,
    nature: correction.nature,
    workedAt: when.value.workedAt,
    recordedAt: at,
    actor: ledgerActor(scope),
    reason: correction.reason,
  });
  await appendAudit(tx, scope, {
    action: "time.corrected",
    target: `time:${correction.entryId}`,
    clientId: correction.clientId,
    detail: { revision, before: present.billableMinutes, billed: steps.billable, reason: correction.reason },
  });
  return ok({ steps, balance });
}
