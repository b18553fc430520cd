import type { Scope } from "#app/identity/scope.ts";
import { mayApprove } from "#app/hours/rules/approval.ts";
import { lockApproval, type Approval } from "#app/hours/store/time-approval.server.ts";
import { lockTimeEntry, type TimeEntry } from "#app/hours/store/time-entry.server.ts";
import { asSystem, inScope, type Tx } from "#app/platform/db.server.ts";
import { refuse, type Result } from "#app/platform/result.ts";

/** A waiting entry as somebody saw it when they decided. */
export type Seen = { clientId: string; entryId: string; version: number };
export type DecideRefusal =
  "no-such-entry" | "already-decided" | "changed-meanwhile" | "own-time" | "not-asked";

/**
 * Runs a decision on a waiting entry under its lock, if it still waits in the version that was seen and this person is asked.
 * A client's scope can't write these rows, so what its people decide is written in the system's scope, for their own client alone.
 */
export function decideInside<T, R extends string>(
  scope: Scope,
  seen: Seen,
  run: (tx: Tx, found: { entry: TimeEntry; approval: Approval }) => Promise<Result<T, R>>,
): Promise<Result<T, R | DecideRefusal>> {
  const clientId = scope.kind === "client" ? scope.clientId : seen.clientId;
  const decide = async (tx: Tx): Promise<Result<T, R | DecideRefusal>> => {
    const entry = await lockTimeEntry(tx, clientId, seen.entryId);
    const approval = entry && (await lockApproval(tx, { clientId, entryId: seen.entryId }));
    if (!approval) return refuse("no-such-entry");
    if (approval.state !== "pending") return refuse("already-decided");
    if (approval.version !== seen.version) return refuse("changed-meanwhile");
    if (!mayApprove(scope, { clientId, awaits: approval.awaits, engineerId: entry.engineerId }))
      return refuse(scope.userId === entry.engineerId ? "own-time" : "not-asked");
    return run(tx, { entry, approval });
  };
  return scope.kind === "client" ? asSystem(decide) : inScope(scope, decide);
}
