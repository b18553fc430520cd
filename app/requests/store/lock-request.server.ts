import { may } from "#app/identity/permission.ts";
import type { Scope } from "#app/identity/scope.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { requestsAccess } from "#app/requests/access.ts";
import { isPriority, type Priority } from "#app/requests/rules/priority.ts";
import { isRequestState, type RequestKind, type RequestState } from "#app/requests/rules/request-state.ts";

export type LockedRequest = {
  clientId: string;
  id: string;
  number: number;
  title: string;
  state: RequestState;
  kind: RequestKind;
  priority: Priority;
  requesterId: string | null;
  assigneeId: string | null;
  assigneeName: string | null;
  /** The request that this one went into. */
  mergedInto: string | null;
  snoozedUntil: Date | null;
  firstResponseAt: Date | null;
  closedAt: Date | null;
  /** Another one after every change. */
  revision: number;
};

/** Why a request was left as it is, with how it stands now. */
export type RequestRefused<R extends string> = {
  ok: false;
  refusal: R;
  now: { state: RequestState; assigneeName: string | null };
};

/** Locks the request that a request of this person's went into, whoever asked that one. */
export function lockMergeTarget(tx: Tx, { clientId, mergedInto }: LockedRequest): Promise<LockedRequest> {
  return lockWhere(tx, sql`r.client_id = ${clientId}::uuid and r.id = ${mergedInto}::uuid`);
}

/** Locks a request that this person may see; to others it does not exist. */
export function lockRequest(tx: Tx, scope: Scope, id: string): Promise<LockedRequest> {
  return lockWhere(tx, seenBy(scope, id));
}

/** Whether there is a request that this person may see. */
export async function isSeenRequest(tx: Tx, scope: Scope, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`select from request r where ${seenBy(scope, id)}`;
  return rows.length > 0;
}

function seenBy(scope: Scope, id: string): typeof emptySql {
  return sql`r.id = ${id}::uuid ${scope.kind === "client" ? sql`and r.client_id = ${scope.clientId}::uuid` : emptySql}
      ${scope.kind === "client" && !may(scope, requestsAccess.seeAll) ? sql`and r.requester_id = ${scope.userId}::uuid` : emptySql}`;
}

/** Locks a request for the system; null where there is none. */
export async function lockRequestAsSystem(
  tx: Tx,
  clientId: string,
  id: string,
): Promise<LockedRequest | null> {
  return findLocked(tx, sql`r.client_id = ${clientId}::uuid and r.id = ${id}::uuid`);
}

async function lockWhere(tx: Tx, condition: typeof emptySql): Promise<LockedRequest> {
  return (await findLocked(tx, condition)) ?? notFound();
}

async function findLocked(tx: Tx, condition: typeof emptySql): Promise<LockedRequest | null> {
  const [row] = await tx.$queryRaw<
    (Omit<LockedRequest, "state" | "priority"> & { state: string; priority: string })[]
  >`
    select r.client_id::text as "clientId", r.id::text, r.number::int, r.title, r.state, r.kind, r.priority, r.requester_id::text as "requesterId",
      r.assignee_id::text as "assigneeId", (select u.name from user_facts u where u.id = r.assignee_id) as "assigneeName",
      r.merged_into::text as "mergedInto", r.snoozed_until as "snoozedUntil", r.first_response_at as "firstResponseAt",
      r.closed_at as "closedAt", r.revision
    from request r
    where ${condition}
    for update of r`;
  if (!row || !isRequestState(row.state) || !isPriority(row.priority)) return null;
  return { ...row, state: row.state, priority: row.priority };
}

/** A refusal that tells how the request stands. */
export function refuseRequest<R extends string>(request: LockedRequest, refusal: R): RequestRefused<R> {
  return { ok: false, refusal, now: { state: request.state, assigneeName: request.assigneeName } };
}
