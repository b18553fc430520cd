import { z } from "zod";

import { actOn } from "#app/desk/rules/change-machine.ts";
import { callAnswers, takeAnswer } from "#app/desk/rules/automation.ts";
import { changeState } from "#app/desk/approvals/change-state.server.ts";
import { listSteps } from "#app/desk/store/approval-store.server.ts";
import {
  findCall,
  keepAnswer,
  listLatestCalls,
  type CallRow,
} from "#app/desk/store/automation-store.server.ts";
import { findChange, findChangeClient, listLines, setLine } from "#app/desk/store/change-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { isClosed } from "#app/requests/rules/request-state.ts";
import { lockRequest, lockRequestAsSystem } from "#app/requests/store/lock-request.server.ts";
import { isFromEndpoint, stopDirect, type SignatureHeaders } from "#app/webhooks/direct-event.server.ts";

import { endWaitingInside } from "./end-waiting.server.ts";
import { tellCallFailed } from "./tell-failed.server.ts";

/** How much of a log is kept, in characters; the rest is cut off. */
const keptLog = 20_000;

const answerSchema = z.object({ outcome: z.enum(callAnswers), log: z.string().default("") });

export type AnswerRefusal = "unknown" | "unsigned" | "not-read" | "answered-otherwise";

/**
 * Takes the answer of automation to a call, signed under the call's id by the secret of the endpoint that was called. In time it settles the call: what is
 * done ticks its line, what failed leaves it to a person. Late or repeated it is kept or dropped, and changes nothing. No answer
 * completes a request.
 */
export function answerCall(
  id: string,
  headers: SignatureHeaders,
  body: string,
): Promise<Result<"taken" | "late" | "repeated", AnswerRefusal>> {
  return asSystem(async (tx) => {
    const known = await findCall(tx, id);
    if (!known) return refuse("unknown");
    // The id is signed along: the answer to one call can't be sent to another.
    if (headers.id !== id || !(await isFromEndpoint(tx, known.endpointId, headers, body)))
      return refuse("unsigned");
    const read = answerSchema.safeParse(jsonOf(body));
    if (!read.success) return refuse("not-read");
    const request = await lockRequestAsSystem(tx, known.clientId, known.requestId);
    const call = request && (await findCall(tx, id));
    if (!request || !call) return refuse("unknown");
    const { outcome, log } = read.data;
    const taken = takeAnswer(call, outcome);
    if (!taken.ok) return taken;
    if (taken.value === "repeated") return ok("repeated");
    const settles = taken.value === "settles";
    const kept = log.replaceAll("\0", "").slice(0, keptLog);
    await keepAnswer(tx, call, { answer: outcome, log: kept, at: now(), settles });
    await stopDirect(tx, { endpointId: call.endpointId, eventId: id }, "delivered");
    if (settles && outcome === "done") await tick(tx, call, request.state);
    if (settles && outcome === "failed") await tellCallFailed(tx, request, call, "failed");
    await appendAudit(tx, "system", {
      action: "request.automation-answered",
      target: `request:${request.number}`,
      detail: { state: outcome, position: call.position, ...(settles ? {} : { late: true }) },
    });
    return ok(settles ? "taken" : "late");
  });
}

async function tick(tx: Tx, call: CallRow, state: Parameters<typeof changeState>[0]): Promise<void> {
  const change = await findChange(tx, call.clientId, call.requestId);
  if (!change) return;
  const lines = await listLines(tx, call.clientId, call.requestId);
  const steps = await listSteps(tx, call.clientId, call.requestId);
  if (actOn(changeState(state, change, steps, lines), "tick", "system").ok)
    await setLine(tx, call, { at: now(), call: call.id });
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Ends a call that nobody answered in time, or that could not be delivered: its line waits for a person from now on. One that has ended is left alone. */
export function endCall({ clientId, callId }: { clientId: string; callId: string }): Promise<void> {
  return asSystem(async (tx) => {
    const known = await findCall(tx, callId);
    if (known?.clientId !== clientId) return;
    const request = await lockRequestAsSystem(tx, clientId, known.requestId);
    const call = request && (await findCall(tx, callId));
    if (!request || call?.state !== "waiting") return;
    await endWaitingInside(tx, call, { state: "no-answer", at: now() });
    if (!isClosed(request.state)) await tellCallFailed(tx, request, call, "no-answer");
    await appendAudit(tx, "system", {
      action: "request.automation-ended",
      target: `request:${request.number}`,
      detail: { position: call.position },
    });
  });
}

/** Gives a line that waits for automation to people: what is answered from now on is kept and changes nothing. */
export function takeLineOver(
  scope: StaffScope,
  { id, position }: { id: string; position: number },
): Promise<Result<null, "no-such-step">> {
  return inScope(scope, async (tx) => {
    const clientId = (await findChangeClient(tx, id)) ?? notFound();
    const request = await lockRequest(tx, scope, id);
    const calls = await listLatestCalls(tx, clientId, id);
    const call = calls.find((one) => one.position === position);
    if (!call || !(await endWaitingInside(tx, call, { state: "taken-over", at: now(), by: scope.userId })))
      return refuse("no-such-step");
    await appendAudit(tx, scope, {
      action: "request.automation-taken-over",
      target: `request:${request.number}`,
      detail: { position },
    });
    return ok(null);
  });
}
