import { randomUUID } from "node:crypto";

import { lockClient, type Client } from "#app/clients/client-store.server.ts";
import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit, type AuditEntry } from "#app/identity/audit.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { ok, type Result } from "#app/platform/result.ts";

import { withBefore, type Change, type Roster, type RowChange } from "./rules/roster.ts";
import { appendEvents } from "./store/event-store.server.ts";
import { findRoster, writeChange } from "./store/roster-store.server.ts";

/** What is done, and the day from which it counts. */
export type Act = {
  action: AuditAction;
  onDay: Day;
  /** `employee:…`, `device:…`: what the audit log names. */
  target: string;
  detail?: AuditEntry["detail"];
};

/**
 * Changes a client's roster in one transaction: locks the client, decides on the roster as it is then, writes the rows, an event a
 * change and an audit row. What changes nothing leaves no trace. A client that is not there is a 404.
 */
export function recordChange<R extends string>(
  scope: Scope,
  clientId: string,
  act: Act,
  decide: (roster: Roster, client: Client) => Result<Change[], R>,
): Promise<Result<null, R>> {
  return inScope(scope, (tx) => recordChangeInside(tx, scope, clientId, act, decide));
}

/** Who records: somebody signed in, or the system at an hour that was set. */
export type RosterActor = Scope | "system";

/** The same in the caller's transaction, which has locked no seat, licence or request yet. */
export async function recordChangeInside<R extends string>(
  tx: Tx,
  actor: RosterActor,
  clientId: string,
  act: Act,
  decide: (roster: Roster, client: Client) => Result<Change[], R>,
): Promise<Result<null, R>> {
  const changed = await changeRosterInside(tx, actor, clientId, act, decide);
  return changed.ok ? ok(null) : changed;
}

/** The same, answering each row as it was before and as it is after, so that the act can be undone. */
export async function changeRosterInside<R extends string>(
  tx: Tx,
  actor: RosterActor,
  clientId: string,
  act: Act,
  decide: (roster: Roster, client: Client) => Result<Change[], R>,
): Promise<Result<RowChange[], R>> {
  const client = await lockClient(tx, clientId);
  if (!client) return notFound();
  const roster = await findRoster(tx, clientId);
  const decided = decide(roster, client);
  if (!decided.ok) return decided;
  await writeChanges(tx, clientId, { actor, action: act.action, roster }, [
    { onDay: act.onDay, changes: decided.value },
  ]);
  if (decided.value.length > 0)
    await appendAudit(tx, actor, { action: act.action, target: act.target, clientId, detail: act.detail });
  return ok(withBefore(roster, decided.value));
}

type Writing = { actor: RosterActor; action: AuditAction; roster: Roster };

/** Writes what was decided on a roster under the client's lock: rows, and an event a change with the day from which it counts. */
export async function writeChanges(
  tx: Tx,
  clientId: string,
  { actor, action, roster }: Writing,
  decided: readonly { onDay: Day; changes: readonly Change[] }[],
): Promise<void> {
  const at = now();
  const by = actor === "system" ? { userId: null, name: "system" } : actor;
  const all = decided.flatMap(({ onDay, changes }) => changes.map((change) => ({ onDay, change })));
  for (const { change } of all) await writeChange(tx, clientId, change);
  await appendEvents(
    tx,
    clientId,
    { at, actor: by, action },
    all.map(({ onDay, change }) => ({ onDay, change, employeeId: employeeOf(roster, change) })),
  );
}

/** An id for a row that an act makes besides those that its form names. */
export function newId(): string {
  return randomUUID();
}

/** Whom a change is about; null where it is about nobody. */
function employeeOf(roster: Roster, change: Change): string | null {
  if (change.entity === "employee") return change.id;
  const rows: readonly object[] = change.row
    ? [change.row]
    : roster[change.entity].filter(({ id }) => id === change.id);
  const [row] = rows;
  return row && "employeeId" in row && typeof row.employeeId === "string" ? row.employeeId : null;
}
