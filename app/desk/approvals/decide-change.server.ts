import { findClient, lockClient } from "#app/clients/client-store.server.ts";
import { deskAccess } from "#app/desk/access.ts";
import { enqueueCalls } from "#app/desk/automation/call-job.server.ts";
import { enqueueEffect } from "#app/desk/effects/effect-job.server.ts";
import { decidesAs, type DecideRefusal } from "#app/desk/rules/approval.ts";
import { actOn, type ChangeRefusal } from "#app/desk/rules/change-machine.ts";
import { amountOf } from "#app/desk/rules/quote.ts";
import {
  closeStep,
  insertDecision,
  listSteps,
  openNextStep,
  type StepRow,
} from "#app/desk/store/approval-store.server.ts";
import {
  findChange,
  findChangeClient,
  listLines,
  type ChangeRow,
} from "#app/desk/store/change-store.server.ts";
import { findRequestFacts } from "#app/desk/store/request-facts-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { may } from "#app/identity/permission.ts";
import type { ClientScope, Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { tellMsp } from "#app/requests/create-request.server.ts";
import { lockRequest, type LockedRequest } from "#app/requests/store/lock-request.server.ts";
import { putStateInside } from "#app/requests/move-request.server.ts";
import { tellRequester } from "#app/requests/tell-requester.server.ts";

import { changeState } from "./change-state.server.ts";
import { openStepOf, readDecideFacts } from "./decide-facts.server.ts";
import { endUnapproved } from "./end-unapproved.server.ts";
import { tellApprovers, tellRefused, tellWithdrawn } from "./tell.server.ts";

export type DecisionRefusal = DecideRefusal | ChangeRefusal | "reason-missing" | "step-passed";
export type Decision = { id: string; position: number; outcome: "approved" | "refused"; reason: string };
export type Decided = Result<
  { number: number; outcome: Decision["outcome"]; arrived: boolean },
  DecisionRefusal
>;

type Open = { request: LockedRequest; change: ChangeRow; steps: StepRow[] };

/**
 * Approves or refuses the open step of a request, the one that the person saw: as themselves, as a stand-in, or for the MSP. The last
 * approval brings the request to the MSP; a refusal ends it and tells who asked. Sent twice, the second is refused in words.
 */
export function decideChange(scope: Scope, input: Decision): Promise<Decided> {
  return inScope(scope, async (tx) => {
    const { request, change, steps } = await lockChange(tx, scope, input.id);
    const step = steps.find(({ state }) => state === "open");
    const role = scope.kind === "staff" ? "msp" : "approver";
    const lines = await listLines(tx, request.clientId, request.id);
    const act = input.outcome === "approved" ? "approve" : "refuse";
    const moved = actOn(changeState(request.state, change, steps, lines), act, role);
    if (!moved.ok) return moved;
    if (!step || step.position !== input.position) return refuse("step-passed");
    if (input.outcome === "refused" && input.reason === "") return refuse("reason-missing");
    const as = await whoseDecision(tx, scope, { request, change, step, outcome: input.outcome });
    if (!as.ok) return as;
    const at = now();
    await insertDecision(tx, {
      clientId: request.clientId,
      requestId: request.id,
      position: step.position,
      userId: as.value,
      decidedBy: scope.userId,
      outcome: input.outcome,
      reason: input.reason,
      amountMinor: input.outcome === "approved" && scope.kind === "client" ? amountOf(change.quote) : 0,
      at,
    });
    const arrived = moved.value.state === "new";
    if (input.outcome === "refused") await refuseChange(tx, scope, request, input.reason);
    else
      await passStep(tx, scope, { request, change }, { at, stepsLeft: moved.value.steps.length, was: steps });
    await appendAudit(tx, scope, {
      action: input.outcome === "approved" ? "request.approved" : "request.refused",
      target: `request:${request.number}`,
      clientId: request.clientId,
      detail: { ...(input.reason ? { reason: input.reason } : {}), amountMinor: amountOf(change.quote) },
    });
    return ok({ number: request.number, outcome: input.outcome, arrived });
  });
}

async function lockChange(tx: Tx, scope: Scope, id: string): Promise<Open> {
  const clientId = scope.kind === "client" ? scope.clientId : await findChangeClient(tx, id);
  if (clientId === null) return notFound();
  // Two approvals at once must not both find the same budget left.
  await lockClient(tx, clientId);
  const request = await lockRequest(tx, scope, id);
  const change = (await findChange(tx, clientId, id)) ?? notFound();
  return { request, change, steps: await listSteps(tx, clientId, id) };
}

async function whoseDecision(
  tx: Tx,
  scope: Scope,
  {
    request,
    change,
    step,
    outcome,
  }: Pick<Open, "request" | "change"> & {
    step: StepRow;
    outcome: Decision["outcome"];
  },
): Promise<Result<string, DecisionRefusal>> {
  if (scope.kind === "staff") {
    if (!may(scope, deskAccess.approveAtMsp)) return refuse("not-yours");
    return ok(scope.userId);
  }
  const client = (await findClient(tx, scope.clientId)) ?? notFound();
  const facts = await readDecideFacts(tx, client, { ...change, requesterId: request.requesterId });
  return decidesAs(scope.userId, outcome, openStepOf(step), facts);
}

async function passStep(
  tx: Tx,
  scope: Scope,
  { request, change }: Pick<Open, "request" | "change">,
  { at, stepsLeft, was }: { at: Date; stepsLeft: number; was: StepRow[] },
): Promise<void> {
  const ids = { clientId: request.clientId, requestId: request.id };
  const before = was.filter(({ state }) => state === "open" || state === "later").length;
  if (stepsLeft === before) return;
  await closeStep(tx, ids.clientId, ids.requestId, "approved");
  if (await openNextStep(tx, ids.clientId, ids.requestId, at)) return tellApprovers(tx, ids, "asked");
  await putStateInside(tx, scope, request, "new");
  await tellRequester(tx, request, { news: "approved" }, { key: `change-approved:${request.id}` });
  await enqueueEffect(tx, { ...ids, effectAt: change.effectAt });
  if (change.reversesId === null) await enqueueCalls(tx, { ...ids, effectAt: change.effectAt });
  const client = (await findClient(tx, ids.clientId)) ?? notFound();
  const facts = (await findRequestFacts(tx, ids.clientId, ids.requestId)) ?? notFound();
  await tellMsp(tx, {
    id: ids.requestId,
    clientId: ids.clientId,
    title: facts.title,
    description: facts.description,
    number: facts.number,
    clientName: client.name,
    requesterName: facts.requesterName ?? client.name,
  });
}

async function refuseChange(tx: Tx, scope: Scope, request: LockedRequest, reason: string): Promise<void> {
  const ids = { clientId: request.clientId, requestId: request.id };
  await endUnapproved(tx, scope, request, { to: "refused", step: "refused" });
  await tellRefused(tx, ids, { by: scope.name, reason });
}

/** Takes back a request that waits for approval; only who asked can. */
export function withdrawChange(
  scope: ClientScope,
  id: string,
): Promise<Result<{ number: number }, ChangeRefusal>> {
  return inScope(scope, async (tx) => {
    const { request, change, steps } = await lockChange(tx, scope, id);
    const role = request.requesterId === scope.userId ? "requester" : "approver";
    const moved = actOn(changeState(request.state, change, steps, []), "withdraw", role);
    if (!moved.ok) return moved;
    await tellWithdrawn(tx, request, scope);
    await endUnapproved(tx, scope, request, { to: "withdrawn", step: "ended" });
    return ok({ number: request.number });
  });
}
