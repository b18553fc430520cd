import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { billableMinutes, type BillableSteps } from "./rules/billable-minutes.ts";
import { ledgerActor, refusedByLedger, setTime } from "./store/ledger.server.ts";
import { lockTimeEntry, updateTimeEntry, writeInternalNote } from "./store/time-entry.server.ts";
import { findWorkSetting } from "./store/work.server.ts";
import type { BalanceAfter, WorkDetails, WorkRefusal } from "./work-details.ts";
import { workedAt } from "./worked-at.server.ts";

export type CorrectRefusal = WorkRefusal | "no-such-entry" | "stale" | "deleted";
/** `revision` is the one that the engineer saw; `reason` is for the client to read. */
export type Correction = WorkDetails & { entryId: string; revision: number; reason: string };

/** Changes a time entry and moves the difference in hours; refused as stale when somebody else changed it since it was read. */
export function correctTimeEntry(scope: StaffScope, correction: Correction): Promise<Result<{ steps: BillableSteps; balance: BalanceAfter }, CorrectRefusal>> {
  return refusedByLedger<Result<{ steps: BillableSteps; balance: BalanceAfter }, CorrectRefusal>>(() => inScope(scope, (tx) => correct(tx, scope, correction)));
}

async function correct(tx: Tx, scope: StaffScope, correction: Correction): Promise<Result<{ steps: BillableSteps; balance: BalanceAfter }, CorrectRefusal>> {
  const at = now();
  const present = await lockTimeEntry(tx, correction.clientId, correction.entryId);
  if (!present) return refuse("no-such-entry");
  if (present.deleted) return refuse("deleted");
  if (present.revision !== correction.revision) return refuse("stale");
  const setting = await findWorkSetting(tx, correction);
  if (!setting?.hasRequest) return refuse("no-such-request");
  // The rule that the entry was saved by stays with it; only another work type brings another rule.
  const rule = correction.workTypeId === present.workTypeId ? present.rule : setting.rule;
  if (!rule) return refuse("no-such-work-type");
  const when = workedAt(setting.zone, correction, at);
  if (!when.ok) return when;
  const steps = billableMinutes(correction.workedMinutes, rule);
  const revision = present.revision + 1;
  await updateTimeEntry(tx, { ...correction, ...when.value, rule, steps, revision, at });
  await writeInternalNote(tx, correction, present.internalNote);
  const balance = await setTime(tx, {
    clientId: correction.clientId, entryId: correction.entryId, minutes: steps.billable, revision, nature: correction.nature,
    workedAt: when.value.workedAt, recordedAt: at, actor: ledgerActor(scope), reason: correction.reason,
  });
  await appendAudit(tx, scope, {
    action: "time.corrected", target: `time:${correction.entryId}`, clientId: correction.clientId,
    detail: { revision, before: present.billableMinutes, billed: steps.billable, reason: correction.reason },
  });
  return ok({ steps, balance });
}
