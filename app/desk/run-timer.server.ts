import { randomUUID } from "node:crypto";

import { appendTimer, findTimer, removeTimer } from "#app/desk/store/timer-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { uuidOf } from "#app/platform/uuid-of.server.ts";
import { clockIn, dayIn } from "#app/platform/zone.server.ts";
import { lockRequest } from "#app/requests/store/lock-request.server.ts";

export type TimerStarted = { ok: true } | { ok: false; refusal: "runs-elsewhere"; number: number };

/** Starts a person's timer on a request; it runs on one request at a time. Started again on the same one it runs on. */
export function startTimer(scope: StaffScope, requestId: string): Promise<TimerStarted> {
  return inScope(scope, async (tx) => {
    const request = await lockRequest(tx, scope, requestId);
    if (await appendTimer(tx, { userId: scope.userId, clientId: request.clientId, requestId }))
      return { ok: true };
    const timer = await findTimer(tx, scope.userId);
    return timer && timer.requestId !== requestId
      ? { ok: false, refusal: "runs-elsewhere", number: timer.number }
      : { ok: true };
  });
}

/**
 * The address of the form that makes a time entry of a person's timer on a request (by the MSP's clock); null where none runs. The timer runs
 * on until that entry is booked.
 */
export function findTimerForm(scope: StaffScope, requestId: string): Promise<string | null> {
  const at = now();
  return readInScope(scope, async (tx) => {
    const timer = await findTimer(tx, scope.userId);
    if (timer?.requestId !== requestId) return null;
    const { zone } = await requireMsp(tx);
    const minutes = Math.max(1, Math.round((at.getTime() - timer.startedAt.getTime()) / 60_000));
    const query = new URLSearchParams({
      request: requestId,
      on: dayIn(zone, timer.startedAt),
      start: clockIn(zone, timer.startedAt),
      minutes: String(minutes),
      timer: String(timer.startedAt.getTime()),
    });
    return `/staff/time/new?${query.toString()}`;
  });
}

/** Ends a person's timer without a time entry. */
export function discardTimer(scope: StaffScope, requestId: string): Promise<void> {
  return inScope(scope, (tx) => removeTimer(tx, { userId: scope.userId, requestId }));
}

/** The id of the entry that a person's timer becomes, named as in the form's address: opened twice, it is booked once. Any other entry has an id of its own. */
export function entryIdOf({ userId }: Pick<StaffScope, "userId">, timer: string | null): string {
  return timer !== null && timerPattern.test(timer)
    ? uuidOf(`timer:${userId}:${Number(timer)}`)
    : randomUUID();
}

const timerPattern = /^\d{1,15}$/;

/** Ends the timer whose time was booked: the one that began at `timer` (milliseconds, as the form's address names it); another one runs on. */
export async function endBookedTimer(scope: StaffScope, timer: string | null): Promise<void> {
  if (timer === null || !timerPattern.test(timer)) return;
  const startedAt = new Date(Number(timer));
  await inScope(scope, (tx) => removeTimer(tx, { userId: scope.userId, startedAt }));
}
