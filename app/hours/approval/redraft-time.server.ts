import { ledgerActor, refusedByLedger, setTime } from "#app/hours/ledger.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { approversOf, type Approver } from "#app/hours/rules/approval.ts";
import { billableMinutes, type BillableSteps } from "#app/hours/rules/billable-minutes.ts";
import { lockApproval, moveApproval, type Approval } from "#app/hours/store/time-approval.server.ts";
import {
  lockTimeEntry,
  updateTimeEntry,
  writeInternalNote,
  type TimeEntry,
} from "#app/hours/store/time-entry.server.ts";
import { findWorkSetting, ruleOn } from "#app/hours/store/work.server.ts";
import type { BalanceAfter, WorkDetails, WorkRefusal } from "#app/hours/work-details.ts";
import { isLate, isTooLongAgo, workedAt } from "#app/hours/worked-at.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

export type RedraftRefusal =
  WorkRefusal | "no-such-entry" | "stale" | "deleted" | "already-decided" | "not-yours";
/** `version` is the one that the engineer saw; an empty reason keeps the one that was given before. */
export type Redraft = WorkDetails & { entryId: string; version: number; reason: string };
export type Redrafted = { steps: BillableSteps; waits: Approver | null; balance: BalanceAfter | null };

/** Changes an entry that waits, or that was sent back, and asks anew; only its engineer does so. One that needs nobody's word any more counts at once. */
export function redraftTime(scope: StaffScope, draft: Redraft): Promise<Result<Redrafted, RedraftRefusal>> {
  return refusedByLedger<Result<Redrafted, RedraftRefusal>>(() =>
    inScope(scope, async (tx) => {
      const found = await lockDraft(tx, draft);
      if (!found.ok) return found;
      return found.value.entry.engineerId === scope.userId
        ? redraft(tx, scope, draft, found.value)
        : refuse("not-yours");
    }),
  );
}

async function redraft(
  tx: Tx,
  scope: StaffScope,
  typed: Redraft,
  { entry, approval }: { entry: TimeEntry; approval: Approval },
): Promise<Result<Redrafted, RedraftRefusal>> {
  const at = now();
  const setting = await findWorkSetting(tx, typed);
  if (!setting?.hasRequest) return refuse("no-such-request");
  const saved = typed.workTypeId === entry.workTypeId ? entry.rule : setting.rule;
  if (!saved) return refuse("no-such-work-type");
  const when = workedAt(setting, { startedAt: entry.startedAt, ...typed }, at, entry.workedMinutes);
  if (!when.ok) return when;
  const draft = { ...typed, ...when.value };
  const movesDay = typed.workedOn !== entry.workedOn;
  if (movesDay && isTooLongAgo(setting.zone, draft.workedOn, at)) return refuse("too-long-ago");
  const reason = draft.reason || approval.reason;
  const late =
    setting.fairnessDays !== null &&
    isLate(when.value.workedAt, setting.fairnessDays, at) &&
    (approval.late || movesDay);
  if (late && !reason) return refuse("late-without-reason");
  const awaits = approversOf({ setting: approval.setting, late, role: scope.role })[0] ?? null;
  const rule = ruleOn(saved, setting, draft.workedOn);
  const steps = billableMinutes(draft.workedMinutes, rule);
  const key = { clientId: draft.clientId, entryId: draft.entryId };
  await updateTimeEntry(tx, { ...draft, rule, steps, revision: awaits ? 0 : 1, at });
  await writeInternalNote(tx, draft, entry.internalNote);
  await moveApproval(tx, scope, {
    ...key,
    ...approval,
    late,
    reason,
    awaits: awaits ?? approval.awaits,
    state: awaits ? "pending" : "approved",
    step: "changed",
    words: draft.reason || null,
    at,
  });
  const balance = awaits
    ? null
    : await setTime(tx, {
        ...key,
        minutes: steps.billable,
        revision: 1,
        nature: draft.nature,
        workedAt: when.value.workedAt,
        recordedAt: at,
        actor: ledgerActor(scope),
        reason,
      });
  await appendAudit(tx, scope, {
    action: "time.redrafted",
    target: `time:${draft.entryId}`,
    clientId: draft.clientId,
    detail: {
      before: entry.billableMinutes,
      billed: steps.billable,
      awaits,
      ...(draft.reason ? { reason: draft.reason } : {}),
    },
  });
  return ok({ steps, waits: awaits, balance });
}

/** Locks an entry that doesn't count yet, if it is still in the version that was seen. */
export async function lockDraft(
  tx: Tx,
  draft: { clientId: string; entryId: string; version: number },
): Promise<
  Result<{ entry: TimeEntry; approval: Approval }, "no-such-entry" | "deleted" | "already-decided" | "stale">
> {
  const entry = await lockTimeEntry(tx, draft.clientId, draft.entryId);
  const approval = entry && (await lockApproval(tx, draft));
  if (!approval) return refuse("no-such-entry");
  if (entry.deleted) return refuse("deleted");
  if (approval.state !== "pending" && approval.state !== "rejected") return refuse("already-decided");
  return approval.version === draft.version ? ok({ entry, approval }) : refuse("stale");
}
