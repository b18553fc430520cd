import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";
import { requestsAccess } from "#app/requests/access.ts";

/** Requests that nobody took yet. */
export const requestsTodoKinds = ["unassigned"] as const;
export type RequestsTodoKind = (typeof requestsTodoKinds)[number];

const nobodys = (scope: StaffScope) =>
  sql`r.assignee_id is null and r.state in ('new', 'in_progress', 'waiting') and ${may(scope, requestsAccess.work)}`;

/** How many requests nobody took yet, for those who may take them: one query. */
export async function countRequestsTodo(
  tx: Tx,
  scope: StaffScope,
): Promise<Record<RequestsTodoKind, number>> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from request r join client_facts c on c.id = r.client_id and c.ended_at is null where ${nobodys(scope)}`;
  return { unassigned: row?.count ?? 0 };
}

/** The requests that nobody took yet, the oldest first, `limit` at most: one query. */
export async function listRequestsTodo(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<TodoItem<RequestsTodoKind>[]> {
  const rows = await tx.$queryRaw<Omit<TodoItem<RequestsTodoKind>, "to" | "kind">[]>`
    select r.id::text, r.title, c.name as "clientName", u.name as who, r.created_at as since
    from request r join client_facts c on c.id = r.client_id and c.ended_at is null left join user_facts u on u.id = r.requester_id
    where ${nobodys(scope)} order by r.created_at, r.id limit ${limit}`;
  return rows.map((row) => ({ ...row, kind: "unassigned", to: `/staff/requests/${row.id}` }));
}
