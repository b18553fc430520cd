import { lockClient } from "#app/clients/client-store.server.ts";
import {
  beginWatching,
  type Colleague,
  endAlert,
  endWatching,
  listClientPeople,
  listWatching,
  type WantedAlert,
  writeAlert,
} from "#app/hours/alerts/setting-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { ClientScope, StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, readInScope } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { findAlertFacts, listAlerts, type StoredAlert } from "./alert-store.server.ts";
import { askToLook } from "./ask-to-look.server.ts";

export type AlertsPage = {
  alerts: StoredAlert[];
  people: Colleague[];
  thresholdMinutes: number;
  postedMinutes: number;
  lastBlockMinutes: number | null;
};

/** A client's alerts with who gets them, and the people to choose from. */
export function getAlertsPage(scope: ClientScope): Promise<AlertsPage> {
  return readInScope(scope, async (tx) => {
    const facts = await findAlertFacts(tx, scope.clientId, now());
    if (!facts) return notFound();
    return {
      alerts: await listAlerts(tx, scope.clientId),
      people: await listClientPeople(tx, scope.clientId),
      ...facts,
    };
  });
}

export type AlertRefusal = "nobody-told" | "too-many" | "same-level" | "not-a-colleague" | "alert-gone";

const most = 10;

/** Sets who of this client gets a letter at a level; an alert that is there already at that level is changed. */
export function setAlert(scope: ClientScope, wanted: WantedAlert): Promise<Result<null, AlertRefusal>> {
  return inScope(scope, async (tx) => {
    await lockClient(tx, scope.clientId);
    if (!wanted.toBuyers && wanted.userIds.length === 0) return refuse("nobody-told");
    const people = await listClientPeople(tx, scope.clientId);
    if (wanted.userIds.some((id) => !people.some(({ userId }) => userId === id)))
      return refuse("not-a-colleague");
    const alerts = await listAlerts(tx, scope.clientId);
    const present = alerts.find(({ id }) => id === wanted.id);
    if (alerts.some((one) => one.id !== wanted.id && one.kind === wanted.kind && one.level === wanted.level))
      return refuse("same-level");
    if (!present && alerts.length >= most) return refuse("too-many");
    if (present && isSame(present, wanted)) return ok(null);
    if (!(await writeAlert(tx, scope.clientId, wanted))) return refuse("alert-gone");
    await askToLook(tx, scope.clientId);
    await appendAudit(tx, scope, {
      action: "hours.alert-set",
      target: `alert:${wanted.id}`,
      detail: {
        kind: wanted.kind,
        level: wanted.level,
        buyers: wanted.toBuyers,
        people: wanted.userIds.length,
      },
    });
    return ok(null);
  });
}

/** Takes an alert away; asked for twice, it is done once. */
export function removeAlert(scope: ClientScope, id: string): Promise<void> {
  return inScope(scope, async (tx) => {
    await lockClient(tx, scope.clientId);
    const at = now();
    const removed = await endAlert(tx, { clientId: scope.clientId, id, at });
    if (removed === 1) await appendAudit(tx, scope, { action: "hours.alert-removed", target: `alert:${id}` });
  });
}

/** Tells whether this person of the MSP gets a copy of what a client is told. */
export function isWatching(scope: StaffScope, clientId: string): Promise<boolean> {
  return inScope(scope, async (tx) => {
    const rows = await listWatching(tx, clientId, scope.userId);
    return rows.length > 0;
  });
}

/** Lets somebody of the MSP hear of a client's low balance too, or no longer. */
export function watchClient(scope: StaffScope, clientId: string, watch: boolean): Promise<void> {
  return inScope(scope, async (tx) => {
    if (!(await lockClient(tx, clientId))) return notFound();
    const changed = watch
      ? await beginWatching(tx, clientId, scope.userId)
      : await endWatching(tx, clientId, scope.userId);
    if (changed === 1)
      await appendAudit(tx, scope, {
        action: watch ? "hours.watched" : "hours.unwatched",
        target: `client:${clientId}`,
        clientId,
      });
  });
}

function isSame(present: StoredAlert, wanted: WantedAlert): boolean {
  return (
    present.kind === wanted.kind &&
    present.level === wanted.level &&
    present.toBuyers === wanted.toBuyers &&
    [...present.userIds].sort().join() === [...wanted.userIds].sort().join()
  );
}
