import { appendTimer, findTimer, removeTimer } from "#app/desk/store/timer-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
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

/** Ends a person's timer on a request, and tells the address of the form that makes a time entry of it (by the MSP's clock); null where none ran. */
export function stopTimer(scope: StaffScope, requestId: string): Promise<string | null> {
  const at = now();
  return inScope(scope, async (tx) => {
    const timer = await findTimer(tx, scope.userId);
    if (timer?.requestId !== requestId) return null;
    await removeTimer(tx, { userId: scope.userId, requestId });
    const { zone } = await requireMsp(tx);
    const minutes = Math.max(1, Math.round((at.getTime() - timer.startedAt.getTime()) / 60_000));
    const query = new URLSearchParams({
      request: requestId,
      on: dayIn(zone, timer.startedAt),
      start: clockIn(zone, timer.startedAt),
      minutes: String(minutes),
    });
    return `/staff/time/new?${query.toString()}`;
  });
}
