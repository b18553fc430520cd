import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";
import { requestsAccess } from "#app/requests/access.ts";

/** Requests that nobody took yet, those that somebody handed over to this colleague, and their own on which the client wrote last. */
export const requestsTodoKinds = ["unassigned", "assigned", "answered"] as const;
export type RequestsTodoKind = (typeof requestsTodoKinds)[number];

/** Those of `last` (a request's last message) that wait; what was put off comes back by itself. */
const waiting = (scope: StaffScope) => {
  const open = sql`r.state in ('new', 'in_progress', 'waiting') and (r.snoozed_until is null or r.snoozed_until <= ${now()})
    and ${may(scope, requestsAccess.work)}`;
  return {
    unassigned: sql`${open} and r.assignee_id is null`,
    assigned: sql`${open} and r.assignee_id = ${scope.userId}::uuid and r.handed_at is not null`,
    answered: sql`${open} and r.assignee_id = ${scope.userId}::uuid and not last.by_staff`,
  };
};

const requests = sql`request r join client_facts c on c.id = r.client_id and c.ended_at is null
  left join lateral (
    select l.at, l.by_staff from request_last_comment_facts l where l.client_id = r.client_id and l.request_id = r.id
  ) last on r.assignee_id is not null`;

/** How many requests of each kind wait, for those who may work on them: one query. */
export async function countRequestsTodo(
  tx: Tx,
  scope: StaffScope,
): Promise<Record<RequestsTodoKind, number>> {
  const is = waiting(scope);
  const [row] = await tx.$queryRaw<Record<RequestsTodoKind, number>[]>`
    select count(*) filter (where ${is.unassigned})::int as unassigned, count(*) filter (where ${is.assigned})::int as assigned,
      count(*) filter (where ${is.answered})::int as answered
    from ${requests} where (r.assignee_id is null or r.assignee_id = ${scope.userId}::uuid) and r.state in ('new', 'in_progress', 'waiting')`;
  return row ?? { unassigned: 0, assigned: 0, answered: 0 };
}

/** The requests that wait, the oldest first, `limit` at most of each kind: one query. */
export function listRequestsTodo(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<TodoItem<RequestsTodoKind>[]> {
  const is = waiting(scope);
  return tx.$queryRaw<TodoItem<RequestsTodoKind>[]>`
    (select 'unassigned' as kind, r.id::text, r.title, c.name as "clientName", u.name as who, r.created_at as since, '/staff/requests/' || r.id as to
      from ${requests} left join user_facts u on u.id = r.requester_id where ${is.unassigned} order by r.created_at, r.id limit ${limit})
    union all
    (select 'assigned' as kind, r.id::text, r.title, c.name as "clientName", u.name as who, r.handed_at as since, '/staff/requests/' || r.id as to
      from ${requests} left join user_facts u on u.id = r.requester_id where ${is.assigned} order by r.handed_at, r.id limit ${limit})
    union all
    (select 'answered' as kind, r.id::text, r.title, c.name as "clientName", u.name as who, last.at as since, '/staff/requests/' || r.id as to
      from ${requests} left join user_facts u on u.id = r.requester_id where ${is.answered} order by last.at, r.id limit ${limit})`;
}
