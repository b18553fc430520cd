import { randomUUID } from "node:crypto";

import { findClient } from "#app/clients/client-store.server.ts";
import { actOn } from "#app/desk/rules/change-machine.ts";
import { isCallable } from "#app/desk/rules/automation.ts";
import type { LineCall, Text } from "#app/desk/rules/definition.ts";
import { changeState } from "#app/desk/approvals/change-state.server.ts";
import { listSteps } from "#app/desk/store/approval-store.server.ts";
import { insertCall, listLatestCalls } from "#app/desk/store/automation-store.server.ts";
import {
  findChange,
  findChangeClient,
  listLines,
  type ChangeRow,
  type LineRow,
} from "#app/desk/store/change-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, inScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import {
  lockRequest,
  lockRequestAsSystem,
  type LockedRequest,
} from "#app/requests/store/lock-request.server.ts";
import { sendDirect } from "#app/webhooks/direct-event.server.ts";
import { listEndpoints } from "#app/webhooks/store/endpoint-store.server.ts";

import { tellCallFailed } from "./tell-failed.server.ts";

/** Where automation answers a call. */
const callbackOf = (id: string): string => `${env().origin}/webhooks/automation/${id}`;

type Called = { request: LockedRequest; change: ChangeRow; line: LineRow; call: LineCall };

/**
 * Calls the automation of a request's lines, those of one time, once each: call and message are kept in one transaction, and the message
 * is sent by a job that exists exactly when they do. Lines that are done, were called or whose request is closed are left alone.
 */
export function callAutomation({
  clientId,
  requestId,
  at,
}: {
  clientId: string;
  requestId: string;
  at: LineCall["at"];
}): Promise<void> {
  return asSystem(async (tx) => {
    const request = await lockRequestAsSystem(tx, clientId, requestId);
    const change = request && (await findChange(tx, clientId, requestId));
    if (!request || !change) return;
    const lines = await listLines(tx, clientId, requestId);
    const steps = await listSteps(tx, clientId, requestId);
    if (!actOn(changeState(request.state, change, steps, lines), "tick", "system").ok) return;
    const called = new Set((await listLatestCalls(tx, clientId, requestId)).map(({ position }) => position));
    for (const line of lines) {
      const { call } = line;
      // What has no hour is done at once.
      const time = change.effectAt === null ? "start" : call?.at;
      if (call && time === at && isCallable(line, null) && !called.has(line.position))
        await callLine(tx, "system", { request, change, line, call });
    }
  });
}

/** Calls the automation of one line once more, where it failed, did not answer or a person took it over. */
export function callAgain(
  scope: StaffScope,
  { id, position }: { id: string; position: number },
): Promise<Result<null, "no-such-step">> {
  return inScope(scope, async (tx) => {
    const clientId = (await findChangeClient(tx, id)) ?? notFound();
    const request = await lockRequest(tx, scope, id);
    const change = (await findChange(tx, clientId, id)) ?? notFound();
    const lines = await listLines(tx, clientId, id);
    const line = lines.find((one) => one.position === position) ?? notFound();
    const calls = await listLatestCalls(tx, clientId, id);
    const latest = calls.find((one) => one.position === position)?.state ?? null;
    const steps = await listSteps(tx, clientId, id);
    const isAtWork = actOn(changeState(request.state, change, steps, lines), "tick", "staff").ok;
    if (!line.call || !isAtWork || !isCallable(line, latest)) return refuse("no-such-step");
    await callLine(tx, scope, { request, change, line, call: line.call });
    return ok(null);
  });
}

async function callLine(tx: Tx, by: StaffScope | "system", called: Called): Promise<void> {
  const { request, line, call } = called;
  const id = randomUUID();
  const calledAt = now();
  const dueAt = new Date(calledAt.getTime() + call.minutes * 60_000);
  const endpoint = (await listEndpoints(tx)).find((one) => one.id === call.endpointId);
  const key = { clientId: request.clientId, requestId: request.id, position: line.position };
  const isThere = endpoint?.events.includes("automation.called") ?? false;
  const { endpointId } = call;
  await insertCall(tx, { ...key, id, endpointId, calledAt, dueAt, state: isThere ? "waiting" : "no-answer" });
  await appendAudit(tx, by, {
    action: "request.automation-called",
    target: `request:${request.number}`,
    detail: { name: endpoint?.name ?? call.endpointId, position: line.position },
  });
  if (!isThere && by === "system") await tellCallFailed(tx, request, { ...key, id }, "no-answer");
  if (!isThere) return;
  await sendDirect(
    tx,
    { endpointId, eventId: id },
    { clientId: key.clientId, type: "automation.called", data: await messageOf(tx, called, { id, dueAt }) },
  );
  await enqueue(
    tx,
    "desk.end-call",
    { clientId: key.clientId, callId: id },
    { key: `end-call:${id}`, runAt: dueAt },
  );
}

/** What automation is told: the request with its answers, and where and until when it answers. */
async function messageOf(
  tx: Tx,
  { request, change, line }: Called,
  { id, dueAt }: { id: string; dueAt: Date },
): Promise<Record<string, unknown>> {
  const client = (await findClient(tx, request.clientId)) ?? notFound();
  const text: Text = line.text;
  return {
    callId: id,
    callbackUrl: callbackOf(id),
    answerBy: dueAt.toISOString(),
    line: { position: line.position, text },
    request: {
      id: request.id,
      number: request.number,
      title: request.title,
      effectAt: change.effectAt?.toISOString() ?? null,
      url: `${env().origin}/staff/requests/${request.id}`,
    },
    client: { id: client.id, name: client.name },
    item: { id: change.itemId, version: change.version, effect: change.effect },
    answers: change.answers,
    shown: change.shown.map(({ key, label, text: words }) => ({ key, label, text: words })),
  };
}
