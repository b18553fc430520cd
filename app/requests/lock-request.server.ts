import { may } from "#app/identity/permission.ts";
import { requestsAccess } from "#app/requests/access.ts";
import { isRequestState, type RequestState } from "#app/requests/rules/request-state.ts";
import type { Scope } from "#app/identity/scope.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

export type LockedRequest = {
  clientId: string;
  id: string;
  number: number;
  title: string;
  state: RequestState;
  /** `change`: a standard change, which its checklist and effect complete. */
  kind: "plain" | "change";
  requesterId: string | null;
  assigneeId: string | null;
  assigneeName: string | null;
};

/** Why a request was left as it is, with how it stands now. */
export type RequestRefused<R extends string> = {
  ok: false;
  refusal: R;
  now: { state: RequestState; assigneeName: string | null };
};

/** Locks a request that this person may see; to others it does not exist. */
export async function lockRequest(tx: Tx, scope: Scope, id: string): Promise<LockedRequest> {
  const [row] = await tx.$queryRaw<(Omit<LockedRequest, "state"> & { state: string })[]>`
    select r.client_id::text as "clientId", r.id::text, r.number::int, r.title, r.state, r.kind, r.requester_id::text as "requesterId",
      r.assignee_id::text as "assigneeId", (select u.name from user_facts u where u.id = r.assignee_id) as "assigneeName"
    from request r
    where r.id = ${id}::uuid ${scope.kind === "client" ? sql`and r.client_id = ${scope.clientId}::uuid` : emptySql}
      ${scope.kind === "client" && !may(scope, requestsAccess.seeAll) ? sql`and r.requester_id = ${scope.userId}::uuid` : emptySql}
    order by r.number limit 1
    for update of r`;
  if (!row || !isRequestState(row.state)) return notFound();
  return { ...row, state: row.state };
}

/** Locks a request for the system; null where there is none. */
export async function lockRequestAsSystem(
  tx: Tx,
  clientId: string,
  id: string,
): Promise<LockedRequest | null> {
  const [row] = await tx.$queryRaw<(Omit<LockedRequest, "state"> & { state: string })[]>`
    select r.client_id::text as "clientId", r.id::text, r.number::int, r.title, r.state, r.kind, r.requester_id::text as "requesterId",
      r.assignee_id::text as "assigneeId", (select u.name from user_facts u where u.id = r.assignee_id) as "assigneeName"
    from request r where r.client_id = ${clientId}::uuid and r.id = ${id}::uuid for update of r`;
  return row && isRequestState(row.state) ? { ...row, state: row.state } : null;
}

/** A refusal that tells how the request stands. */
export function refuseRequest<R extends string>(request: LockedRequest, refusal: R): RequestRefused<R> {
  return { ok: false, refusal, now: { state: request.state, assigneeName: request.assigneeName } };
}
