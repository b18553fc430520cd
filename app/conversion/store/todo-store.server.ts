import { conversionAccess } from "#app/conversion/access.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { sql, type Tx } from "#app/platform/db.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";

/** What clients asked about a proposal and nobody answered. */
export const conversionTodoKinds = ["proposal"] as const;
export type ConversionTodoKind = (typeof conversionTodoKinds)[number];

/** How many questions about proposals wait for an answer; none for who gives no answers. */
export async function countUnanswered(tx: Tx, scope: StaffScope): Promise<{ count: number } | null> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from proposal_question q join client_facts c on c.id = q.client_id and c.ended_at is null where ${unanswered(scope)}`;
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

const unanswered = (scope: StaffScope) => sql`q.answer is null and ${may(scope, conversionAccess.propose)}`;
