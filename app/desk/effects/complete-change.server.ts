import { lockClient, type Client } from "#app/clients/client-store.server.ts";
import { endWaitingInside } from "#app/desk/automation/end-waiting.server.ts";
import { changeState } from "#app/desk/approvals/change-state.server.ts";
import { actOn, type ChangeRefusal } from "#app/desk/rules/change-machine.ts";
import type { Text } from "#app/desk/rules/definition.ts";
import { readEffect } from "#app/desk/rules/effect-answers.ts";
import { listSteps } from "#app/desk/store/approval-store.server.ts";
import {
  findChange,
  findChangeClient,
  insertLine,
  listLines,
  markEffectDone,
  setLine,
  type ChangeRow,
  type LineRow,
} from "#app/desk/store/change-store.server.ts";
import { inLanguage } from "#app/desk/words.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { deleteSessionsWithoutAccess } from "#app/identity/session-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, inScope, type Tx } from "#app/platform/db.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import {
  lockRequest,
  lockRequestAsSystem,
  type LockedRequest,
} from "#app/requests/store/lock-request.server.ts";
import { requestsAccess } from "#app/requests/access.ts";
import { putStateInside } from "#app/requests/move-request.server.ts";
import { tellRequester } from "#app/requests/tell-requester.server.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";

import { applyEffect, endLeaverAccess, type CompleteRefusal } from "./apply-effect.server.ts";
import { chargeChange } from "./charge-change.server.ts";
import { refuseEffect } from "./refuse-effect.server.ts";

type Completed = Result<{ number: number; state: RequestState }, CompleteRefusal>;
/** The people whose access ended, whose sessions are to end once it is committed. */
type Ended = { endedUserIds: string[] };
type Completion = { id: string; from: RequestState };

type Read = {
  request: LockedRequest;
  change: ChangeRow;
  lines: LineRow[];
  state: ReturnType<typeof changeState>;
};

/**
 * Completes a standard change once all its lines are done: what it asked becomes true and what it costs is charged in the same transaction, and who asked is told.
 * One whose hour lies ahead is kept until then. A refusal of the records (a right that is there already) changes nothing.
 */
export async function completeChange(scope: StaffScope, input: Completion): Promise<Completed> {
  const done = await inScope(scope, (tx) => completeChangeInside(tx, scope, input));
  if (!done.ok) return done;
  await endSessionsOf(done.value);
  return ok({ number: done.value.number, state: done.value.state });
}

/** The same in the caller's transaction, which has locked nothing; once it is committed, the caller calls `endSessionsOf`. */
export async function completeChangeInside(
  tx: Tx,
  scope: StaffScope,
  input: Completion,
): Promise<Result<{ number: number; state: RequestState } & Ended, CompleteRefusal>> {
  if (!may(scope, requestsAccess.work)) return notFound();
  const clientId = (await findChangeClient(tx, input.id)) ?? notFound();
  // The client's row comes before the request's in the order of locks; the effect needs it.
  const client = (await lockClient(tx, clientId)) ?? notFound();
  const { request, change, state } = await readChange(tx, await lockRequest(tx, scope, input.id));
  if (request.state !== input.from) return refuse("changed-meanwhile");
  const moved = actOn(state, "complete", "staff");
  if (!moved.ok) return moved;
  let endedUserIds: string[] = [];
  if (state.effect === "pending" && moved.value.effect === "done") {
    const effected = await applyEffect(tx, {
      client,
      change,
      actor: scope,
      reason: `#${request.number}`,
    });
    if (!effected.ok) return effected;
    ({ endedUserIds } = effected.value);
    await markEffectDone(tx, { clientId, requestId: request.id, at: now(), rows: effected.value.rows });
  }
  if (moved.value.state === "done") await chargeChange(tx, scope, { client, change });
  await putStateInside(tx, scope, request, moved.value.state);
  if (moved.value.state === "scheduled") await tellScheduled(tx, { request, change, client });
  return ok({ number: request.number, state: moved.value.state, endedUserIds });
}

/** Tells who asked when a change that is ready takes effect. */
async function tellScheduled(
  tx: Tx,
  { request, change: { effectAt }, client }: Pick<Read, "request" | "change"> & { client: Client },
): Promise<void> {
  if (effectAt === null) return;
  const about = () => formatInstant(effectAt, client.zone);
  await tellRequester(
    tx,
    request,
    { news: "scheduled", about },
    { key: `change-scheduled:${request.id}:${effectAt.toISOString()}` },
  );
}

type Ids = { clientId: string; requestId: string };

/**
 * Does what a change asked at its hour: once, whatever runs it again. A leaver's seat, licences, rights and access end whether the
 * checklist is done or not. What the records refuse goes back to the MSP with the reason; a leaver's access to the portal has ended by then,
 * in a transaction of its own, so that neither a refusal nor a failure keeps it open.
 */
export async function runEffect(ids: Ids): Promise<void> {
  await endSessionsOf(await asSystem((tx) => endAccessAtHour(tx, ids)));
  await endSessionsOf(await asSystem((tx) => takeEffectAtHour(tx, ids)));
}

async function endAccessAtHour(tx: Tx, ids: Ids): Promise<Ended> {
  const due = await lockDue(tx, ids);
  if (due?.change.reversesId !== null) return { endedUserIds: [] };
  const effect = readEffect(due.change.effect, due.change.answers);
  if (effect?.kind !== "leaver") return { endedUserIds: [] };
  const at = { clientId: ids.clientId, actor: "system" as const };
  return { endedUserIds: await endLeaverAccess(tx, at, effect.employeeId) };
}

async function takeEffectAtHour(tx: Tx, { clientId, requestId }: Ids): Promise<Ended> {
  const due = await lockDue(tx, { clientId, requestId });
  if (!due) return { endedUserIds: [] };
  const { client, request, change, next } = due;
  const effected = await applyEffect(tx, { client, change, actor: "system", reason: `#${request.number}` });
  if (!effected.ok) {
    await refuseEffect(tx, { request, change, refusal: effected.refusal });
    return { endedUserIds: [] };
  }
  await markEffectDone(tx, { clientId, requestId, at: now(), rows: effected.value.rows });
  if (next !== request.state) {
    if (next === "done") await chargeChange(tx, "system", { client, change });
    await putStateInside(tx, "system", request, next);
  }
  // One that is done with it is told so already.
  if (next !== "done")
    await tellRequester(tx, request, { news: "in-effect" }, { key: `change-in-effect:${request.id}` });
  await appendAudit(tx, "system", {
    action: "request.took-effect",
    target: `request:${request.number}`,
    clientId,
  });
  return { endedUserIds: effected.value.endedUserIds };
}

/** Locks a change whose hour has come; null where its effect is done, may not be or is not due. */
async function lockDue(
  tx: Tx,
  { clientId, requestId }: Ids,
): Promise<(Pick<Read, "request" | "change"> & { client: Client; next: RequestState }) | null> {
  const client = await lockClient(tx, clientId);
  const locked = client && (await lockRequestAsSystem(tx, clientId, requestId));
  if (!client || !locked) return null;
  const { request, change, state } = await readChange(tx, locked);
  const moved = actOn(state, "hour", "system");
  return moved.ok ? { client, request, change, next: moved.value.state } : null;
}

/** Ends the sessions of those whose access a completed change ended. */
export async function endSessionsOf({ endedUserIds }: Ended): Promise<void> {
  for (const userId of endedUserIds) await deleteSessionsWithoutAccess(userId);
}

/** The lines of a request's checklist that are open, in the ambient language. */
export async function listOpenLines(tx: Tx, requestId: string): Promise<string[]> {
  const clientId = await findChangeClient(tx, requestId);
  const lines = clientId === null ? [] : await listLines(tx, clientId, requestId);
  return lines.filter(({ doneAt }) => doneAt === null).map(({ text }) => inLanguage(text));
}

/** A locked standard change with its checklist, and how it stands. */
export async function readChange(tx: Tx, request: LockedRequest): Promise<Read> {
  const change = (await findChange(tx, request.clientId, request.id)) ?? notFound();
  const steps = await listSteps(tx, request.clientId, request.id);
  const lines = await listLines(tx, request.clientId, request.id);
  return { request, change, lines, state: changeState(request.state, change, steps, lines) };
}

type LineChange = { id: string; position: number; done: boolean; proof: string };

/**
 * Marks a line of the checklist as done, with what shows it, or as open again; done twice, it keeps the first. Who had done a line that is
 * opened again, when and with which proof goes to the audit log.
 */
export function setChangeLine(scope: StaffScope, input: LineChange): Promise<Result<null, ChangeRefusal>> {
  return inScope(scope, (tx) => setChangeLineInside(tx, scope, input));
}

/** The same in the caller's transaction. */
export function setChangeLineInside(
  tx: Tx,
  scope: StaffScope,
  input: LineChange,
): Promise<Result<null, ChangeRefusal>> {
  return onLines(tx, scope, input.id, input.done ? "tick" : "untick", async ({ request, lines }) => {
    const line = lines.find(({ position }) => position === input.position) ?? notFound();
    if ((line.doneAt !== null) === input.done) return;
    const at = { clientId: request.clientId, requestId: request.id, position: input.position };
    if (input.done) await endWaitingInside(tx, at, { state: "taken-over", at: now(), by: scope.userId });
    await setLine(tx, at, input.done ? { at: now(), by: scope.userId, proof: input.proof } : null);
    if (line.doneAt === null) return;
    await appendAudit(tx, scope, {
      action: "request.line-reopened",
      target: `request:${request.number}`,
      clientId: request.clientId,
      detail: {
        title: inLanguage(line.text),
        by: line.doneBy,
        doneAt: line.doneAt.toISOString(),
        proof: line.proof,
      },
    });
  });
}

/** Adds a line that this one request needs besides those of its item. */
export function addChangeLine(
  scope: StaffScope,
  input: { id: string; text: string },
): Promise<Result<null, ChangeRefusal>> {
  const text: Text = { nl: input.text, de: input.text, en: input.text };
  return inScope(scope, (tx) =>
    onLines(tx, scope, input.id, "add-line", ({ request }) =>
      insertLine(tx, request.clientId, request.id, { text }),
    ),
  );
}

async function onLines(
  tx: Tx,
  scope: StaffScope,
  id: string,
  act: "tick" | "untick" | "add-line",
  write: (read: Read) => Promise<void>,
): Promise<Result<null, ChangeRefusal>> {
  if (!may(scope, requestsAccess.work) || (await findChangeClient(tx, id)) === null) return notFound();
  const read = await readChange(tx, await lockRequest(tx, scope, id));
  const decided = actOn(read.state, act, "staff");
  if (!decided.ok && decided.refusal !== "no-line-open") return decided;
  await write(read);
  return ok(null);
}
