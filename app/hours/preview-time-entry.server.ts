import { findSavedRule, previewDraw } from "#app/hours/store/preview.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import type { Day } from "#app/platform/day.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { clockIn, dayIn } from "#app/platform/zone.server.ts";

import { approversOf, type Approver } from "./rules/approval.ts";
import { billableMinutes } from "./rules/billable-minutes.ts";
import { explainSteps, type ExplainLine } from "./rules/explain.ts";
import { listOverlaps } from "./store/overlaps.server.ts";
import { findWorkSetting, ruleOn } from "./store/work.server.ts";
import type { WorkDetails, WorkRefusal } from "./work-details.ts";
import { isLate, isTooLongAgo, workedAt, type Clocks, type When } from "./worked-at.server.ts";

/** What saving would do: the arithmetic, the blocks it would draw on (negative minutes go back to them), the posted balance before and after. */
export type Preview = {
  steps: ExplainLine[];
  billableMinutes: number;
  blocks: { lotId: number | null; minutes: number }[];
  uncoveredMinutes: number;
  beforeMinutes: number;
  afterMinutes: number;
  /** The client takes no work below zero. */
  refused: boolean;
  /** The fairness days, when the work was done longer ago; null when it is in time. */
  lateAfterDays: number | null;
  /** Who would have to approve a new entry before it counts; null for nobody. */
  waits: Approver | null;
  /** Other entries of this engineer in the same hours, by the MSP's clock. */
  overlaps: { title: string; clientName: string; from: string; until: string }[];
  /** The client's day and clock time, where they differ from those typed. */
  atClient: { day: Day; time: string } | null;
};

/** Works out what an entry would cost and what would be left, without changing anything; with `entryId`, what changing that entry would cost or give back. */
export async function previewTimeEntry(
  scope: StaffScope,
  work: WorkDetails,
  entryId: string | null = null,
): Promise<Result<Preview, WorkRefusal>> {
  const at = now();
  return inScope(scope, async (tx) => {
    const setting = await findWorkSetting(tx, work);
    if (!setting?.hasRequest) return refuse("no-such-request");
    if (setting.fairnessDays === null) return refuse("no-hours-account");
    const when = workedAt(setting, { ...work, long: true }, at);
    if (!when.ok) return when;
    if (entryId === null && isTooLongAgo(setting.zone, when.value.workedOn, at))
      return refuse("too-long-ago");
    const own = await findSavedRule(tx, { clientId: work.clientId, entryId, workTypeId: work.workTypeId });
    const saved = own ?? setting.rule;
    if (!saved) return refuse("no-such-work-type");
    const rule = ruleOn(saved, setting, when.value.workedOn);
    const steps = billableMinutes(when.value.workedMinutes, rule);
    const row = await previewDraw(tx, {
      clientId: work.clientId,
      billable: steps.billable,
      workedAt: when.value.workedAt,
      entryId,
      at,
    });
    if (!row) return refuse("no-hours-account");
    // Expired minutes that pay for late work weren't in the balance before.
    const covered = row.allocations.reduce(
      (sum, part) => sum + (part.revived ? 0 : Math.max(0, part.minutes)),
      0,
    );
    const giving = row.allocations.some((part) => part.minutes < 0);
    const before = row.available_before - row.owed_before;
    const after = row.available_after - row.owed_after;
    const late = isLate(when.value.workedAt, setting.fairnessDays, at);
    return ok({
      steps: explainSteps(steps, rule),
      billableMinutes: steps.billable,
      blocks: row.allocations.map(({ lotId, minutes }) => ({ lotId, minutes })),
      uncoveredMinutes: giving ? 0 : Math.max(0, before - after - covered),
      beforeMinutes: before,
      afterMinutes: after,
      refused: row.refused,
      lateAfterDays: late ? setting.fairnessDays : null,
      waits:
        entryId === null
          ? (approversOf({ setting: setting.approval, late, role: scope.role })[0] ?? null)
          : null,
      overlaps: await overlapsOf(tx, scope, setting, when.value, entryId),
      atClient: atClient(setting, when.value),
    });
  });
}

async function overlapsOf(
  tx: Tx,
  scope: StaffScope,
  { ownZone }: Clocks,
  { startedAt, workedMinutes }: When,
  entryId: string | null,
): Promise<Preview["overlaps"]> {
  if (startedAt === null) return [];
  const found = await listOverlaps(tx, {
    engineerId: scope.userId,
    exceptId: entryId,
    from: startedAt,
    minutes: workedMinutes,
  });
  return found.map((one) => ({
    title: one.title,
    clientName: one.clientName,
    from: clockIn(ownZone, one.startedAt),
    until: clockIn(ownZone, one.endedAt),
  }));
}

function atClient({ zone, ownZone }: Clocks, { workedOn, startedAt }: When): Preview["atClient"] {
  if (startedAt === null) return null;
  const time = clockIn(zone, startedAt);
  return time === clockIn(ownZone, startedAt) && workedOn === dayIn(ownZone, startedAt)
    ? null
    : { day: workedOn, time };
}
