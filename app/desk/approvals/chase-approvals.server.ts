import { workdaysBetween, workdaysLater } from "#app/desk/rules/quote.ts";
import {
  findApprovalDays,
  listOpenSteps,
  listSteps,
  markReminded,
  markWarned,
  type ApprovalDays,
  type OpenStep,
} from "#app/desk/store/approval-store.server.ts";
import { listClosedDays } from "#app/desk/store/calendar-store.server.ts";
import { findChange } from "#app/desk/store/change-store.server.ts";
import { actOn } from "#app/desk/rules/change-machine.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { lockRequestAsSystem } from "#app/requests/store/lock-request.server.ts";

import { changeState } from "./change-state.server.ts";
import { endUnapproved } from "./end-unapproved.server.ts";
import { tellApprovers, tellExpiring, tellRefused } from "./tell.server.ts";

type Rules = ApprovalDays & { closedDays: ReadonlySet<string> };

/**
 * Reminds the approvers of what has waited the MSP's number of working days, again after as many; what has waited for too many ends
 * unapproved, and its requester is told on the working day before. Public holidays of the MSP's own calendar are no working days.
 */
export async function chaseApprovals(): Promise<void> {
  const [steps, rules] = await asSystem(async (tx): Promise<[OpenStep[], Rules]> => {
    const open = await listOpenSteps(tx);
    const first = open[0] ? dayIn(open[0].zone, open[0].openedAt) : dayIn("UTC", now());
    const closedDays = new Set<string>(await listClosedDays(tx, addDays(first, -1)));
    return [open, { ...(await findApprovalDays(tx)), closedDays }];
  });
  await eachInTurn(steps, (step) => chase(step, rules), {
    says: "approval not chased",
    facts: ({ clientId, requestId }) => ({ clientId, requestId }),
  });
}

async function chase(step: OpenStep, { remindDays, expireDays, closedDays }: Rules): Promise<void> {
  const today = dayIn(step.zone, now());
  const opened = dayIn(step.zone, step.openedAt);
  const waited = (from: Day): number => workdaysBetween(from, today, closedDays);
  if (waited(opened) >= expireDays) return expire(step);
  if (waited(opened) === expireDays - 1 && step.warnedAt === null)
    await asSystem(async (tx) => {
      const expiresOn = workdaysLater(opened, expireDays, closedDays);
      if (await markWarned(tx, step, now())) await tellExpiring(tx, step, expiresOn);
    });
  if (waited(dayIn(step.zone, step.remindedAt ?? step.openedAt)) < remindDays) return;
  await asSystem(async (tx) => {
    await markReminded(tx, step, now());
    await tellApprovers(tx, step, "reminder");
  });
}

function expire({ clientId, requestId, position }: OpenStep): Promise<void> {
  return asSystem(async (tx) => {
    const request = await lockRequestAsSystem(tx, clientId, requestId);
    const change = await findChange(tx, clientId, requestId);
    const steps = await listSteps(tx, clientId, requestId);
    // It was decided since it was listed.
    if (!request || !change || !steps.some((one) => one.position === position && one.state === "open"))
      return;
    const moved = actOn(changeState(request.state, change, steps, []), "expire", "system");
    if (!moved.ok) return;
    await endUnapproved(tx, "system", request, { to: "refused", step: "ended" });
    await tellRefused(tx, { clientId, requestId }, null);
    await appendAudit(tx, "system", {
      action: "request.expired",
      target: `request:${request.number}`,
      clientId,
    });
  });
}
