import {
  type ConversionTodoKind,
  countWaiting,
  listUnanswered,
  listUnapproved,
} from "#app/conversion/store/todo-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";

/** How many questions about proposals wait, for those who answer them, and how many proposals for the owner: one query. */
export async function countConversionTodo(
  tx: Tx,
  scope: StaffScope,
): Promise<Record<ConversionTodoKind, number>> {
  const row = await countWaiting(tx, scope);
  return { proposal: row?.questions ?? 0, "proposal-approval": row?.approvals ?? 0 };
}

/** The questions about proposals that wait and the proposals that wait for the owner, each the oldest first, `limit` of each at most: two queries. */
export async function listConversionTodo(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<TodoItem<ConversionTodoKind>[]> {
  const kinds = {
    proposal: await listUnanswered(tx, scope, limit),
    "proposal-approval": await listUnapproved(tx, scope, limit),
  };
  return (["proposal", "proposal-approval"] as const).flatMap((kind) =>
    kinds[kind].map(({ proposal, ...row }) => ({ ...row, kind, to: `/staff/proposals/${proposal}` })),
  );
}
