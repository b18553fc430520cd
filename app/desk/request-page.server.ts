import { may } from "#app/identity/permission.ts";
import { requestsAccess } from "#app/requests/access.ts";
import { findWork, type WorkRow } from "#app/hours/store/find-work.server.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";
import type { Scope, StaffScope } from "#app/identity/scope.ts";
import { emptySql, readInScope, sql, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

export type RequestDetail = {
  id: string;
  clientId: string;
  clientName: string;
  zone: string;
  number: number;
  title: string;
  description: string;
  state: RequestState;
  requesterName: string | null;
  assigneeId: string | null;
  assigneeName: string | null;
  createdAt: Date;
  closedAt: Date | null;
};

export type RequestPage = { request: RequestDetail; entries: WorkRow[] };
export type StaffRequestPage = RequestPage & { colleagues: { id: string; name: string }[] };

/** A request with the work on it, as this person may see it: two queries; a 404 for what is not theirs. */
export function getRequestPage(scope: Scope, id: string): Promise<RequestPage> {
  return readInScope(scope, async (tx) => {
    const request = await findRequest(tx, scope, id);
    const entries = await findWork(tx, { clientId: request.clientId, requestId: request.id, limit: 200 });
    // What was sent back is the engineer's to change first.
    return {
      request,
      entries: scope.kind === "client" ? entries.filter(({ waits }) => waits !== "rejected") : entries,
    };
  });
}

/** The same for staff, with the people that it may be given to: three queries. */
export function getStaffRequestPage(scope: StaffScope, id: string): Promise<StaffRequestPage> {
  return readInScope(scope, async (tx) => {
    const request = await findRequest(tx, scope, id);
    const entries = await findWork(tx, { clientId: request.clientId, requestId: request.id, limit: 200 });
    const colleagues = await tx.$queryRaw<{ id: string; name: string }[]>`
      select u.id::text, u.name from user_facts u join membership_facts m on m.user_id = u.id
      where m.client_id is null and m.ended_at is null order by u.name`;
    return { request, entries, colleagues };
  });
}

async function findRequest(tx: Tx, scope: Scope, id: string): Promise<RequestDetail> {
  const [request] = await tx.$queryRaw<RequestDetail[]>`
    select r.id::text, r.client_id::text as "clientId", c.name as "clientName", c.zone, r.number::int, r.title, r.description, r.state,
      asker.name as "requesterName", r.assignee_id::text as "assigneeId", helper.name as "assigneeName", r.created_at as "createdAt", r.closed_at as "closedAt"
    from request_facts r join client_facts c on c.id = r.client_id
    left join user_facts asker on asker.id = r.requester_id left join user_facts helper on helper.id = r.assignee_id
    where r.id = ${id}::uuid ${scope.kind === "client" ? sql`and r.client_id = ${scope.clientId}::uuid` : emptySql}
      ${scope.kind === "client" && !may(scope, requestsAccess.seeAll) ? sql`and r.requester_id = ${scope.userId}::uuid` : emptySql}
    order by r.number limit 1`;
  return request ?? notFound();
}
