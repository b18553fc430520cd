import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { holdForApproval } from "./approval/hold.server.ts";
import { approversOf, type Approver } from "./rules/approval.ts";
import { billableMinutes, type BillableSteps } from "./rules/billable-minutes.ts";
import { listOverlaps, type Overlap } from "./store/overlaps.server.ts";
import {
  insertTimeEntry,
  lockTimeEntry,
  writeInternalNote,
  type TimeEntry,
} from "./store/time-entry.server.ts";
import { findWorkSetting, ruleOn } from "./store/work.server.ts";
import type { BalanceAfter, WorkDetails, WorkRefusal } from "./work-details.ts";
import { isLate, isTooLongAgo, workedAt, type When } from "./worked-at.server.ts";
import { ledgerActor, refusedByLedger, setTime, wouldBeRefused } from "./ledger.server.ts";

export type PostRefusal = WorkRefusal | "already-saved" | "stale";
/** `waits`: who has to approve it before it counts; null for an entry that counts. */
export type Posted = {
  entryId: string;
  steps: BillableSteps;
  isNew: boolean;
  balance: BalanceAfter | null;
  waits: Approver | null;
  /** Other entries of the engineer in the same hours. */
  overlaps: Overlap[];
};

/** `reason` says why work is logged late; it is required beyond the fairness days. */
export type NewTime = WorkDetails & { entryId: string; reason?: string };

/**
 * Writes a time entry and draws its minutes from the client's hours, once for each entry id: sent twice, it is one entry.
 * An entry that has to be approved first waits, and draws nothing yet.
 */
export function postTimeEntry(scope: StaffScope, entry: NewTime): Promise<Result<Posted, PostRefusal>> {
  return refusedByLedger<Result<Posted, PostRefusal>>(() =>
    inScope(scope, (tx) => postTimeInside(tx, scope, entry)),
  );
}

/** postTimeEntry in the caller's transaction; throws what the ledger refuses (see refusedByLedger). */
export async function postTimeInside(
  tx: Tx,
  scope: StaffScope,
  typed: NewTime,
): Promise<Result<Posted, PostRefusal>> {
  const at = now();
  const setting = await findWorkSetting(tx, typed);
  if (!setting?.hasRequest) return refuse("no-such-request");
  if (!setting.rule) return refuse("no-such-work-type");
  const when = workedAt(setting, typed, at);
  if (!when.ok) return when;
  const entry = { ...typed, ...when.value };
  if (isTooLongAgo(setting.zone, entry.workedOn, at)) return refuse("too-long-ago");
  const reason = entry.reason || null;
  const late = setting.fairnessDays !== null && isLate(when.value.workedAt, setting.fairnessDays, at);
  if (late && reason === null) return refuse("late-without-reason");
  const awaits = approversOf({ setting: setting.approval, late, role: scope.role })[0] ?? null;
  const rule = ruleOn(setting.rule, setting, entry.workedOn);
  const steps = billableMinutes(entry.workedMinutes, rule);
  // What the ledger would refuse after the approval is refused at once.
  if (
    awaits &&
    (await wouldBeRefused(tx, {
      clientId: entry.clientId,
      minutes: steps.billable,
      workedAt: when.value.workedAt,
      at,
    }))
  )
    return refuse("below-zero-refused");
  const isNew = await insertTimeEntry(tx, {
    ...entry,
    engineerId: scope.userId,
    rule,
    steps,
    at,
    revision: awaits ? 0 : 1,
  });
  if (!isNew) return answerRepeated(entry, await lockTimeEntry(tx, entry.clientId, entry.entryId));
  await writeInternalNote(tx, entry);
  const overlaps = entry.startedAt
    ? await listOverlaps(tx, {
        engineerId: scope.userId,
        exceptId: entry.entryId,
        from: entry.startedAt,
        minutes: entry.workedMinutes,
      })
    : [];
  if (awaits) {
    await holdForApproval(tx, scope, {
      ...entry,
      setting: setting.approval,
      late,
      awaits,
      reason,
      billed: steps.billable,
      at,
    });
    return ok({ entryId: entry.entryId, steps, isNew: true, balance: null, waits: awaits, overlaps });
  }
  const balance = await setTime(tx, {
    clientId: entry.clientId,
    entryId: entry.entryId,
    minutes: steps.billable,
    revision: 1,
    nature: entry.nature,
    workedAt: when.value.workedAt,
    recordedAt: at,
    actor: ledgerActor(scope),
    reason,
  });
  await appendAudit(tx, scope, {
    action: "time.posted",
    target: `time:${entry.entryId}`,
    clientId: entry.clientId,
    detail: {
      workedOn: entry.workedOn,
      worked: entry.workedMinutes,
      billed: steps.billable,
      ...(reason === null ? {} : { reason }),
    },
  });
  return ok({ entryId: entry.entryId, steps, isNew: true, balance, waits: null, overlaps });
}

/** The answer for an entry that is saved already: ok when the form is the same as then, refused when it was changed since. */
function answerRepeated(
  entry: WorkDetails & When & { entryId: string },
  saved: TimeEntry | null,
): Result<Posted, PostRefusal> {
  const same =
    saved &&
    saved.startedAt?.getTime() === entry.startedAt?.getTime() &&
    (entry.startedAt !== null || saved.workedOn === entry.workedOn) &&
    (["requestId", "workedMinutes", "workTypeId", "nature", "note"] as const).every(
      (key) => saved[key] === entry[key],
    );
  if (!same) return refuse("already-saved");
  return ok({
    entryId: entry.entryId,
    steps: billableMinutes(saved.workedMinutes, saved.rule),
    isNew: false,
    balance: null,
    waits: null,
    overlaps: [],
  });
}
