import { workdaysBetween } from "#app/desk/rules/quote.ts";
import {
  closeStep,
  listOpenSteps,
  listSteps,
  markReminded,
  type OpenStep,
} from "#app/desk/store/approval-store.server.ts";
import { findChange } from "#app/desk/store/change-store.server.ts";
import { actOn } from "#app/desk/rules/change-machine.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { lockRequestAsSystem } from "#app/requests/store/lock-request.server.ts";
import { putStateInside } from "#app/requests/move-request.server.ts";

import { changeState } from "./change-state.server.ts";
import { tellApprovers, tellRefused } from "./tell.server.ts";

/** Working days after which approvers are reminded, and after which nobody's answer counts as no. */
const remindAfter = 2;
const expireAfter = 10;

/** Reminds the approvers of what has waited two working days, each second day; what has waited ten ends unapproved. */
export async function chaseApprovals(): Promise<void> {
  for (const step of await asSystem(listOpenSteps)) {
    const today = dayIn(step.zone, now());
    if (workdaysBetween(dayIn(step.zone, step.openedAt), today) >= expireAfter) await expire(step);
    else if (workdaysBetween(dayIn(step.zone, step.remindedAt ?? step.openedAt), today) >= remindAfter)
      await asSystem(async (tx) => {
        await markReminded(tx, step, now());
        await tellApprovers(tx, step, "reminder");
      });
  }
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
    await closeStep(tx, clientId, requestId, "ended");
    await putStateInside(tx, "system", request, "refused");
    await tellRefused(tx, { clientId, requestId }, null);
    await appendAudit(tx, "system", {
      action: "request.expired",
      target: `request:${request.number}`,
      clientId,
    });
  });
}
