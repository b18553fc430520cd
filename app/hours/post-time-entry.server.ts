import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { billableMinutes, type BillableSteps } from "./rules/billable-minutes.ts";
import { ledgerActor, refusedByLedger, setTime } from "./store/ledger.server.ts";
import { insertTimeEntry, lockTimeEntry, writeInternalNote, type TimeEntry } from "./store/time-entry.server.ts";
import { findWorkSetting } from "./store/work.server.ts";
import type { BalanceAfter, WorkDetails, WorkRefusal } from "./work-details.ts";
import { isLate, workedAt } from "./worked-at.server.ts";

export type PostRefusal = WorkRefusal | "already-saved" | "stale";
export type Posted = { entryId: string; steps: BillableSteps; isNew: boolean; balance: BalanceAfter | null };

/** `reason` says why work is written down late: beyond the fairness days it is needed. */
export type NewTime = WorkDetails & { entryId: string; reason?: string };

/** Writes a time entry and draws its minutes from the client's hours, once for each entry id: sent twice, it is one entry. */
export function postTimeEntry(scope: StaffScope, entry: NewTime): Promise<Result<Posted, PostRefusal>> {
  return refusedByLedger<Result<Posted, PostRefusal>>(() => inScope(scope, (tx) => post(tx, scope, entry)));
}

async function post(tx: Tx, scope: StaffScope, entry: NewTime): Promise<Result<Posted, PostRefusal>> {
  const at = now();
  const setting = await findWorkSetting(tx, entry);
  if (!setting?.hasRequest) return refuse("no-such-request");
  if (!setting.rule) return refuse("no-such-work-type");
  const when = workedAt(setting.zone, entry, at);
  if (!when.ok) return when;
  const reason = entry.reason || null;
  if (reason === null && setting.fairnessDays !== null && isLate(when.value.workedAt, setting.fairnessDays, at)) return refuse("late-without-reason");
  const steps = billableMinutes(entry.workedMinutes, setting.rule);
  const isNew = await insertTimeEntry(tx, { ...entry, ...when.value, engineerId: scope.userId, rule: setting.rule, steps, at });
  if (!isNew) return savedBefore(entry, await lockTimeEntry(tx, entry.clientId, entry.entryId));
  await writeInternalNote(tx, entry);
  const balance = await setTime(tx, {
    clientId: entry.clientId, entryId: entry.entryId, minutes: steps.billable, revision: 1, nature: entry.nature,
    workedAt: when.value.workedAt, recordedAt: at, actor: ledgerActor(scope), reason,
  });
  await appendAudit(tx, scope, {
    action: "time.posted", target: `time:${entry.entryId}`, clientId: entry.clientId,
    detail: { workedOn: entry.workedOn, worked: entry.workedMinutes, billed: steps.billable, ...(reason === null ? {} : { reason }) },
  });
  return ok({ entryId: entry.entryId, steps, isNew: true, balance });
}

/** The same form sent again is fine; a form that was changed after it was saved is not the same entry. */
function savedBefore(entry: WorkDetails & { entryId: string }, saved: TimeEntry | null): Result<Posted, PostRefusal> {
  const same = saved && (["requestId", "workedOn", "start", "workedMinutes", "workTypeId", "nature", "note"] as const).every((key) => saved[key] === entry[key]);
  if (!same) return refuse("already-saved");
  return ok({ entryId: entry.entryId, steps: billableMinutes(saved.workedMinutes, saved.rule), isNew: false, balance: null });
}
