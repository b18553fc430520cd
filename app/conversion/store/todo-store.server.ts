import { conversionAccess } from "#app/conversion/access.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";

/** What clients asked about a proposal and nobody answered, and versions below the margin's floor that wait for the owner. */
export const conversionTodoKinds = ["proposal", "proposal-approval"] as const;
export type ConversionTodoKind = (typeof conversionTodoKinds)[number];

/** How many questions about proposals wait for an answer, and how many versions for the owner; none for who does neither. One query. */
export async function countWaiting(
  tx: Tx,
  scope: StaffScope,
): Promise<{ questions: number; approvals: number } | null> {
  const [row] = await tx.$queryRaw<{ questions: number; approvals: number }[]>`
    select
      (select count(*)::int from proposal_question q join client_facts c on c.id = q.client_id and c.ended_at is null where ${unanswered(scope)}) as questions,
      (select count(*)::int from ${askedVersions} where ${unapproved(scope)}) as approvals`;
  return row ?? null;
}

/** The questions about proposals that wait for an answer, the oldest first, so many at most. */
export async function listUnanswered(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<(Omit<TodoItem<ConversionTodoKind>, "to" | "kind"> & { proposal: string })[]> {
  return tx.$queryRaw<(Omit<TodoItem<ConversionTodoKind>, "to" | "kind"> & { proposal: string })[]>`
      select q.id::text, q.words as title, c.name as "clientName", u.name as who, q.asked_at as since, q.proposal_id::text as proposal
      from proposal_question q join client_facts c on c.id = q.client_id and c.ended_at is null left join user_facts u on u.id = q.asked_by
      where ${unanswered(scope)} order by q.asked_at, q.id limit ${limit}`;
}

/** The versions that the owner was asked to let out and has not decided on, the oldest question first, so many at most. */
export async function listUnapproved(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<(Omit<TodoItem<ConversionTodoKind>, "to" | "kind"> & { proposal: string })[]> {
  return tx.$queryRaw<(Omit<TodoItem<ConversionTodoKind>, "to" | "kind"> & { proposal: string })[]>`
    select q.version_id::text as id, p.name as title, c.name as "clientName", u.name as who, q.asked_at as since, p.id::text as proposal
    from ${askedVersions} left join user_facts u on u.id = q.asked_by
    where ${unapproved(scope)} order by q.asked_at, q.version_id limit ${limit}`;
}

const askedVersions = sql`proposal_approval_ask q join proposal_version v on v.client_id = q.client_id and v.id = q.version_id
  join proposal p on p.client_id = v.client_id and p.id = v.proposal_id join client_facts c on c.id = q.client_id and c.ended_at is null`;

/** A version that was changed or sent since, or whose proposal has ended, waits for nobody. */
const unapproved = (
  scope: StaffScope,
) => sql`q.refused_at is null and v.sent_at is null and p.state in ('draft', 'sent')
  and not exists (select from proposal_approval a where a.client_id = q.client_id and a.version_id = q.version_id)
  and not exists (select from proposal_version n where n.client_id = v.client_id and n.proposal_id = v.proposal_id and n.number > v.number)
  and ${may(scope, conversionAccess.approve)}`;

const unanswered = (scope: StaffScope) => sql`q.answer is null and ${may(scope, conversionAccess.propose)}`;
