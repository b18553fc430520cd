import { lockClient } from "#app/clients/client-store.server.ts";
import { changeState } from "#app/desk/approvals/change-state.server.ts";
import { actOn, type ChangeRefusal } from "#app/desk/rules/change-machine.ts";
import type { Text } from "#app/desk/rules/definition.ts";
import { listSteps } from "#app/desk/store/approval-store.server.ts";
import {
  findChange,
  findChangeClient,
  insertLine,
  listLines,
  markEffectDone,
  markEffectRefused,
  setLine,
  type ChangeRow,
  type LineRow,
} from "#app/desk/store/change-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { deleteSessionsWithoutAccess } from "#app/identity/session-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import {
  lockRequest,
  lockRequestAsSystem,
  type LockedRequest,
} from "#app/requests/store/lock-request.server.ts";
import { putStateInside } from "#app/requests/move-request.server.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";

import { applyEffect, type EffectRefusal } from "./apply-effect.server.ts";

export type CompleteRefusal = ChangeRefusal | EffectRefusal | "changed-meanwhile";
type Completed = Result<{ number: number; state: RequestState }, CompleteRefusal>;
type Ended = { endedUserIds: string[] };

type Read = {
  request: LockedRequest;
  change: ChangeRow;
  lines: LineRow[];
  state: ReturnType<typeof changeState>;
};

/**
 * Completes a standard change once all its lines are done: what it asked becomes true in the same transaction, and who asked is told.
 * One whose hour lies ahead is kept until then. A refusal of the records (a right that is there already) changes nothing.
 */
export async function completeChange(
  scope: StaffScope,
  input: { id: string; from: RequestState },
): Promise<Completed> {
  const done = await inScope(
    scope,
    async (tx): Promise<Result<{ number: number; state: RequestState } & Ended, CompleteRefusal>> => {
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
      await putStateInside(tx, scope, request, moved.value.state);
      return ok({ number: request.number, state: moved.value.state, endedUserIds });
    },
  );
  if (!done.ok) return done;
  await endSessionsOf(done.value);
  return ok({ number: done.value.number, state: done.value.state });
}

/**
 * Does what a change asked at its hour: once, whatever runs it again. A leaver's seat, licences, rights and access end whether the
 * checklist is done or not. What the records refuse goes back to the MSP with the reason.
 */
export async function runEffect({
  clientId,
  requestId,
}: {
  clientId: string;
  requestId: string;
}): Promise<void> {
  const ended = await asSystem(async (tx): Promise<Ended> => {
    const nothing = { endedUserIds: [] };
    const client = await lockClient(tx, clientId);
    const locked = client && (await lockRequestAsSystem(tx, clientId, requestId));
    if (!client || !locked) return nothing;
    const { request, change, state } = await readChange(tx, locked);
    const moved = actOn(state, "hour", "system");
    if (!moved.ok) return nothing;
    const effected = await applyEffect(tx, { client, change, actor: "system", reason: `#${request.number}` });
    if (!effected.ok) {
      await markEffectRefused(tx, clientId, requestId, effected.refusal);
      if (request.state === "scheduled") await putStateInside(tx, "system", request, "in_progress");
      return nothing;
    }
    await markEffectDone(tx, { clientId, requestId, at: now(), rows: effected.value.rows });
    if (moved.value.state !== request.state) await putStateInside(tx, "system", request, moved.value.state);
    await appendAudit(tx, "system", {
      action: "request.took-effect",
      target: `request:${request.number}`,
      clientId,
    });
    return { endedUserIds: effected.value.endedUserIds };
  });
  await endSessionsOf(ended);
}

async function endSessionsOf({ endedUserIds }: Ended): Promise<void> {
  for (const userId of endedUserIds) await deleteSessionsWithoutAccess(userId);
}

async function readChange(tx: Tx, request: LockedRequest): Promise<Read> {
  const change = (await findChange(tx, request.clientId, request.id)) ?? notFound();
  const steps = await listSteps(tx, request.clientId, request.id);
  const lines = await listLines(tx, request.clientId, request.id);
  return { request, change, lines, state: changeState(request.state, change, steps, lines) };
}

type LineChange = { id: string; position: number; done: boolean; proof: string };

/** Marks a line of the checklist as done, with what shows it, or as open again; done twice, it keeps the first. */
export function setChangeLine(scope: StaffScope, input: LineChange): Promise<Result<null, ChangeRefusal>> {
  return onLines(scope, input.id, input.done ? "tick" : "add-line", async (tx, { request, lines }) => {
    const line = lines.find(({ position }) => position === input.position) ?? notFound();
    if ((line.doneAt !== null) === input.done) return;
    const at = { clientId: request.clientId, requestId: request.id, position: input.position };
    await setLine(tx, at, input.done ? { at: now(), by: scope.userId, proof: input.proof } : null);
  });
}

/** Adds a line that this one request needs besides those of its item. */
export function addChangeLine(
  scope: StaffScope,
  input: { id: string; text: string },
): Promise<Result<null, ChangeRefusal>> {
  const text: Text = { nl: input.text, de: input.text, en: input.text };
  return onLines(scope, input.id, "add-line", (tx, { request }) =>
    insertLine(tx, request.clientId, request.id, text),
  );
}

function onLines(
  scope: StaffScope,
  id: string,
  act: "tick" | "add-line",
  write: (tx: Tx, read: Read) => Promise<void>,
): Promise<Result<null, ChangeRefusal>> {
  return inScope(scope, async (tx) => {
    if ((await findChangeClient(tx, id)) === null) return notFound();
    const read = await readChange(tx, await lockRequest(tx, scope, id));
    const decided = actOn(read.state, act, "staff");
    if (!decided.ok && decided.refusal !== "no-line-open") return decided;
    await write(tx, read);
    return ok(null);
  });
}
