import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";
import { requestsAccess } from "#app/requests/access.ts";

/** Requests that nobody took yet, those that somebody handed over to this colleague, their own on which the client wrote last, and those of which a promised time is over. */
export const requestsTodoKinds = ["late", "unassigned", "assigned", "answered"] as const;
export type RequestsTodoKind = (typeof requestsTodoKinds)[number];

/** Whose late request it is: the colleague's who has it; where nobody did anything with it since, those who follow that see it too. */
const late = (scope: StaffScope) =>
  may(scope, requestsAccess.followLate)
    ? sql`(r.assignee_id = ${scope.userId}::uuid or r.changed_at <= r.due_at and (last.at is null or not last.by_staff or last.at <= r.due_at))`
    : sql`r.assignee_id = ${scope.userId}::uuid`;

/** Those of `last` (a request's last message) that wait; what was put off comes back by itself. */
const waiting = (scope: StaffScope) => {
  const open = sql`r.state in ('new', 'in_progress', 'waiting') and (r.snoozed_until is null or r.snoozed_until <= ${now()})
    and ${may(scope, requestsAccess.work)}`;
  return {
    // The clock runs on while a request rests.
    late: sql`r.state in ('new', 'in_progress', 'waiting') and r.due_at <= ${now()} and ${late(scope)}`,
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
    select count(*) filter (where ${is.late})::int as late, count(*) filter (where ${is.unassigned})::int as unassigned, count(*) filter (where ${is.assigned})::int as assigned,
      count(*) filter (where ${is.answered})::int as answered
    from ${requests} where (r.assignee_id is null or r.assignee_id = ${scope.userId}::uuid or r.due_at <= ${now()}) and r.state in ('new', 'in_progress', 'waiting')`;
  return row ?? { late: 0, unassigned: 0, assigned: 0, answered: 0 };
}

/** The requests that wait, the oldest first, `limit` at most of each kind: one query. */
export function listRequestsTodo(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<TodoItem<RequestsTodoKind>[]> {
  const is = waiting(scope);
  return tx.$queryRaw<TodoItem<RequestsTodoKind>[]>`
    (select 'late' as kind, r.id::text, r.title, c.name as "clientName", h.name as who, r.due_at as since, '/staff/requests/' || r.id as to
      from ${requests} left join user_facts h on h.id = r.assignee_id where ${is.late} order by r.due_at, r.id limit ${limit})
    union all
    (select 'unassigned' as kind, r.id::text, r.title, c.name as "clientName", u.name as who, r.created_at as since, '/staff/requests/' || r.id as to
      from ${requests} left join user_facts u on u.id = r.requester_id where ${is.unassigned} order by r.created_at, r.id limit ${limit})
    union all
    (select 'assigned' as kind, r.id::text, r.title, c.name as "clientName", u.name as who, r.handed_at as since, '/staff/requests/' || r.id as to
      from ${requests} left join user_facts u on u.id = r.requester_id where ${is.assigned} order by r.handed_at, r.id limit ${limit})
    union all
    (select 'answered' as kind, r.id::text, r.title, c.name as "clientName", u.name as who, last.at as since, '/staff/requests/' || r.id as to
      from ${requests} left join user_facts u on u.id = r.requester_id where ${is.answered} order by last.at, r.id limit ${limit})`;
}
