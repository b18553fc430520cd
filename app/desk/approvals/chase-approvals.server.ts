import { workdaysBetween } from "#app/desk/rules/quote.ts";
import {
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
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { lockRequestAsSystem } from "#app/requests/store/lock-request.server.ts";

import { changeState } from "./change-state.server.ts";
import { endUnapproved } from "./end-unapproved.server.ts";
import { tellApprovers, tellRefused } from "./tell.server.ts";

/** Working days after which approvers are reminded, and after which nobody's answer counts as no. */
const remindAfter = 2;
const expireAfter = 10;

/** Reminds the approvers of what has waited two working days, each second day; what has waited ten ends unapproved. */
export async function chaseApprovals(): Promise<void> {
  await eachInTurn(await asSystem(listOpenSteps), chase, {
    says: "approval not chased",
    facts: ({ clientId, requestId }) => ({ clientId, requestId }),
  });
}

async function chase(step: OpenStep): Promise<void> {
  const today = dayIn(step.zone, now());
  if (workdaysBetween(dayIn(step.zone, step.openedAt), today) >= expireAfter) return expire(step);
  if (workdaysBetween(dayIn(step.zone, step.remindedAt ?? step.openedAt), today) < remindAfter) return;
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
