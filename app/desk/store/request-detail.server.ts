import { may } from "#app/identity/permission.ts";
import type { Scope } from "#app/identity/scope.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { requestsAccess } from "#app/requests/access.ts";
import type { Priority } from "#app/requests/rules/priority.ts";
import type { RequestState } from "#app/requests/rules/request-state.ts";

export type RequestDetail = {
  id: string;
  clientId: string;
  clientName: string;
  zone: string;
  number: number;
  title: string;
  description: string;
  state: RequestState;
  priority: Priority;
  requesterName: string | null;
  assigneeId: string | null;
  assigneeName: string | null;
  createdAt: Date;
  closedAt: Date | null;
  snoozedUntil: Date | null;
  /** The request that this one went into; its id where this person may read that one. */
  merged: { id: string | null; number: number } | null;
};

/** A request that went into another. */
export type MergedRequest = { id: string; number: number; title: string; description: string };

/** The requests that went into one, by number. One query; for staff, who may read each of them. */
export function listMergedHere(
  tx: Tx,
  { clientId, id }: { clientId: string; id: string },
): Promise<MergedRequest[]> {
  return tx.$queryRaw<MergedRequest[]>`
    select id::text, number::int, title, description from request_facts
    where client_id = ${clientId}::uuid and merged_into = ${id}::uuid order by number`;
}

type Row = Omit<RequestDetail, "merged"> & {
  mergedId: string | null;
  mergedNumber: number | null;
  seesMerged: boolean;
};

/** A request as this person may see it: one query; a 404 for what is not theirs. */
export async function findRequest(tx: Tx, scope: Scope, id: string): Promise<RequestDetail> {
  const own = scope.kind === "client" && !may(scope, requestsAccess.seeAll);
  const [row] = await tx.$queryRaw<Row[]>`
    select r.id::text, r.client_id::text as "clientId", c.name as "clientName", c.zone, r.number::int, r.title, r.description, r.state, r.priority,
      asker.name as "requesterName", r.assignee_id::text as "assigneeId", helper.name as "assigneeName", r.created_at as "createdAt",
      r.closed_at as "closedAt", r.snoozed_until as "snoozedUntil", target.id::text as "mergedId", target.number::int as "mergedNumber",
      ${own ? sql`coalesce(target.requester_id = ${scope.userId}::uuid, false)` : sql`true`} as "seesMerged"
    from request_facts r join client_facts c on c.id = r.client_id
    left join request_facts target on target.client_id = r.client_id and target.id = r.merged_into
    left join user_facts asker on asker.id = r.requester_id left join user_facts helper on helper.id = r.assignee_id
    where r.id = ${id}::uuid ${scope.kind === "client" ? sql`and r.client_id = ${scope.clientId}::uuid` : emptySql}
      ${own ? sql`and r.requester_id = ${scope.userId}::uuid` : emptySql}`;
  if (!row) return notFound();
  const { mergedId, mergedNumber, seesMerged, ...request } = row;
  const merged = mergedNumber === null ? null : { id: seesMerged ? mergedId : null, number: mergedNumber };
  return { ...request, merged };
}
