import { may } from "#app/identity/permission.ts";
import type { Scope } from "#app/identity/scope.ts";
import { emptySql, sql, type Tx } from "#app/platform/db.server.ts";
import { holds } from "#app/platform/search.server.ts";
import { requestNumberIn } from "#app/platform/search.ts";
import { requestsAccess } from "#app/requests/access.ts";
import type { RequestFilter } from "#app/requests/rules/filters.ts";
import { requestStates, type RequestState } from "#app/requests/rules/request-state.ts";
import type { ListState } from "#app/ui/table/list-state.ts";

export type RequestQuery = {
  filter: RequestFilter;
  search: string;
  clientId?: string | undefined;
  /** The order asked for; left out or null is the list's own. */
  sort?: ListState["sort"] | undefined;
};

export type RequestRow = {
  id: string;
  clientId: string;
  clientName: string;
  number: number;
  title: string;
  state: RequestState;
  requesterName: string | null;
  assigneeName: string | null;
  createdAt: Date;
  closedAt: Date | null;
};

/** Which requests each filter holds. What a client hasn't approved yet is none of the MSP's work. */
const conditionsOf = ({ kind, userId }: Scope) => {
  const open =
    kind === "client"
      ? sql`r.state not in ('done', 'refused', 'withdrawn')`
      : sql`r.state not in ('done', 'refused', 'withdrawn', 'awaiting_approval')`;
  return {
    open,
    new: sql`r.state = 'new'`,
    mine: sql`${open} and r.assignee_id = ${userId}::uuid`,
    waiting: sql`r.state = 'waiting'`,
    done: sql`r.state in ('done', 'refused', 'withdrawn')`,
  };
};

/** Requests of the clients whose names hold the text, by the client's index: a condition on two tables could use none. */
const ofClients = (search: string) =>
  search.trim() === ""
    ? emptySql
    : sql`or r.client_id = any (array(select n.id from client_facts n where ${holds(sql`n.name`, search)}))`;

/** Which requests this person may see, of a search and perhaps of one client. */
function sightOf(scope: Scope, query: RequestQuery) {
  const clientId = scope.kind === "client" ? scope.clientId : query.clientId;
  return sql`${clientId ? sql`r.client_id = ${clientId}::uuid` : sql`true`}
    ${scope.kind === "client" && !may(scope, requestsAccess.seeAll) ? sql`and r.requester_id = ${scope.userId}::uuid` : emptySql}
    and (${holds(sql`r.title`, query.search)} ${scope.kind === "staff" ? ofClients(query.search) : emptySql}
      or r.number = ${requestNumberIn(query.search)})`;
}

/** How many requests in this person's sight each filter holds. */
export async function countRequests(
  tx: Tx,
  scope: Scope,
  query: RequestQuery,
): Promise<Record<RequestFilter, number>> {
  const is = conditionsOf(scope);
  const [row] = await tx.$queryRaw<Record<RequestFilter, number>[]>`
    select count(*) filter (where ${is.open})::int as open, count(*) filter (where ${is.new})::int as new, count(*) filter (where ${is.mine})::int as mine,
      count(*) filter (where ${is.waiting})::int as waiting, count(*) filter (where ${is.done})::int as done
    from request r join client_facts c on c.id = r.client_id where ${sightOf(scope, query)}`;
  return row ?? { open: 0, new: 0, mine: 0, waiting: 0, done: 0 };
}

const orders = {
  title: sql`r.title collate names`,
  from: sql`asker.name collate names`,
  created: sql`r.created_at`,
  assignee: sql`helper.name collate names`,
  state: sql`array_position(${[...requestStates]}::text[], r.state)`,
};

/** The order of a list as it was asked for; open ones oldest first for staff, others newest first where nothing was. */
function orderOf(scope: Scope, { filter, sort }: RequestQuery) {
  const [, asked] = Object.entries(orders).find(([by]) => by === sort?.by) ?? [];
  if (asked)
    return sort?.down ? sql`${asked} desc nulls last, r.number desc` : sql`${asked} nulls last, r.number`;
  return filter === "done" || scope.kind === "client"
    ? sql`r.created_at desc, r.number desc`
    : sql`r.created_at, r.number`;
}

/** A part of a filter's requests in this person's sight, in the order asked for: else open ones oldest first for staff, others newest first. */
export async function listRequests(
  tx: Tx,
  scope: Scope,
  query: RequestQuery,
  { limit, offset }: { limit: number; offset: number },
): Promise<RequestRow[]> {
  return tx.$queryRaw<RequestRow[]>`
    select r.id::text, r.client_id::text as "clientId", c.name as "clientName", r.number::int, r.title, r.state, asker.name as "requesterName",
      helper.name as "assigneeName", r.created_at as "createdAt", r.closed_at as "closedAt"
    from request r join client_facts c on c.id = r.client_id
    left join user_facts asker on asker.id = r.requester_id left join user_facts helper on helper.id = r.assignee_id
    where ${sightOf(scope, query)} and ${conditionsOf(scope)[query.filter]}
    order by ${orderOf(scope, query)}
    limit ${limit} offset ${offset}`;
}
