import { hoursAccess } from "#app/hours/access.ts";
import { isLead } from "#app/hours/rules/approval.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";

/** What waits for staff about hours: clients' open questions, time to approve, one's own time that was sent back, locked balances. */
export const hoursTodoKinds = ["question", "approval", "sent-back", "locked"] as const;
export type HoursTodoKind = (typeof hoursTodoKinds)[number];

type Row = Omit<TodoItem<HoursTodoKind>, "to" | "title"> & { title: string | null; clientId: string };

/** Everything about hours that waits for this person: who has to act on it, not who may look at it. */
const waits = (scope: StaffScope) => sql`(
  select 'question' as kind, q.id, q.client_id, q.entry_id, q.asked_by as who_id, q.asked_at as since
  from entry_query q where q.state = 'open' and ${may(scope, hoursAccess.answerQuestions)}
  union all
  select case a.state when 'rejected' then 'sent-back' else 'approval' end, a.entry_id, a.client_id, a.entry_id, e.engineer_id, a.asked_at
  from time_approval a join time_entry e on e.client_id = a.client_id and e.id = a.entry_id
  where (a.state = 'rejected' and e.engineer_id = ${scope.userId}::uuid)
    or (${isLead(scope.role)} and a.state = 'pending' and a.awaits = 'lead' and e.engineer_id <> ${scope.userId}::uuid)
  union all
  select 'locked', h.client_id, h.client_id, null, null, h.frozen_at
  from hour_account h where h.frozen_at is not null and ${may(scope, hoursAccess.thaw)})`;

/** How much of each kind waits for this person. */
export async function countWaits(
  tx: Tx,
  scope: StaffScope,
): Promise<{ kind: HoursTodoKind; count: number }[]> {
  return tx.$queryRaw<{ kind: HoursTodoKind; count: number }[]>`
    select w.kind, count(*)::int as count from ${waits(scope)} w group by w.kind`;
}

/** What waits for this person, the oldest first, so many of each kind at most. */
export async function listWaits(tx: Tx, scope: StaffScope, limit: number): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    select w.kind, w.id::text, w.client_id::text as "clientId", c.name as "clientName", r.title, u.name as who, w.since
    from (select all_waits.*, row_number() over (partition by kind order by since, id) as place from ${waits(scope)} all_waits) w
    join client_facts c on c.id = w.client_id
    left join time_entry e on e.client_id = w.client_id and e.id = w.entry_id
    left join request_facts r on r.client_id = e.client_id and r.id = e.request_id
    left join user_facts u on u.id = w.who_id
    where w.place <= ${limit} order by w.since, w.id`;
}
