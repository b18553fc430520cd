import { isInForce, versionOn } from "#app/contracts/rules/contract.ts";
import { listContracts } from "#app/contracts/store/contract-store.server.ts";
import { clockKinds, pausesOf, strictestOf, type ClockKind } from "#app/desk/rules/clock-facts.ts";
import { standingOf } from "#app/desk/rules/sla-clock.ts";
import {
  findCalendar,
  findClockSubject,
  listStateChanges,
  removeOtherClocks,
  writeClock,
  type ClockKey,
  type ClockSubject,
} from "#app/desk/store/clock-store.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { isClosed } from "#app/requests/rules/request-state.ts";
import { keepDue } from "#app/requests/store/request-store.server.ts";

import { openHours } from "./business-hours.server.ts";

/**
 * Counts a request's clocks anew, from its contract and all its states so far, and keeps its next due instant with it. The promise is that of the
 * contract's version on the day (at the client's) on which the request was made, for the priority that it has now. Safe to repeat: nothing but
 * what changed is written. Staff and the system may; a client's act is followed by the job.
 */
export async function refreshClocksInside(tx: Tx, key: ClockKey): Promise<void> {
  const subject = await findClockSubject(tx, key);
  if (!subject) return;
  const promise = subject.mergedInto ? null : await findPromise(tx, subject);
  const calendar = promise ? await findCalendar(tx, { ...key, contractId: promise.contractId }) : null;
  const changes = (await listStateChanges(tx, key)).map(({ at, state }) => ({ at: at.getTime(), state }));
  const open = calendar ? openHours(calendar) : null;
  // Where a request ends without an answer, there is nothing to answer any more.
  const endedAt = isClosed(subject.state) ? subject.closedAt : null;
  const kept: ClockKind[] = [];
  const due: Date[] = [];
  for (const kind of clockKinds) {
    const targetMinutes = kind === "response" ? promise?.responseMinutes : promise?.resolutionMinutes;
    if (!open || !calendar || !targetMinutes) continue;
    const standing = standingOf(
      { open, startedAt: subject.createdAt.getTime(), pauses: pausesOf(kind, changes) },
      { targetMinutes, warnMinutes: calendar.warnMinutes },
    );
    const clock = {
      kind,
      priority: subject.priority,
      targetMinutes,
      calendarId: calendar.id,
      startedAt: subject.createdAt,
      dueAt: instant(standing.dueAt),
      warnAt: instant(standing.warnAt),
      leftMinutes: standing.leftMinutes,
      metAt: (kind === "response" ? subject.firstResponseAt : null) ?? endedAt,
    };
    await writeClock(tx, key, clock);
    kept.push(kind);
    if (!clock.metAt && clock.dueAt) due.push(clock.dueAt);
    if (!clock.metAt && clock.warnAt) await enqueueWarning(tx, key, kind, clock.warnAt);
  }
  await removeOtherClocks(tx, key, kept);
  const [next = null] = due.sort((a, b) => a.getTime() - b.getTime());
  await keepDue(tx, { clientId: key.clientId, id: key.requestId }, next);
}

const instant = (at: number | null): Date | null => (at === null ? null : new Date(at));

async function findPromise(tx: Tx, { clientId, clientZone, createdAt, priority }: ClockSubject) {
  const on = dayIn(clientZone, createdAt);
  const contracts = await listContracts(tx, clientId);
  return strictestOf(
    contracts
      .filter((contract) => isInForce(contract, on))
      .flatMap((contract) =>
        (versionOn(contract, on)?.sla ?? [])
          .filter((target) => target.priority === priority)
          .map((target) => ({ ...target, contractId: contract.id })),
      ),
  );
}

function enqueueWarning(tx: Tx, key: ClockKey, kind: ClockKind, runAt: Date): Promise<void> {
  const payload = { clientId: key.clientId, requestId: key.requestId, kind };
  return enqueue(tx, "desk.warn-clock", payload, { key: `warn:${key.requestId}:${kind}`, runAt });
}
