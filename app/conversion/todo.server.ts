import {
  type ConversionTodoKind,
  countUnanswered,
  listUnanswered,
} from "#app/conversion/store/todo-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";

/** How many questions about proposals wait, for those who answer them: one query. */
export async function countConversionTodo(
  tx: Tx,
  scope: StaffScope,
): Promise<Record<ConversionTodoKind, number>> {
  const row = await countUnanswered(tx, scope);
  return { proposal: row?.count ?? 0 };
}

/** The questions about proposals that wait, the oldest first, `limit` at most: one query. */
export async function listConversionTodo(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<TodoItem<ConversionTodoKind>[]> {
  const rows = await listUnanswered(tx, scope, limit);
  return rows.map(({ proposal, ...row }) => ({
    ...row,
    kind: "proposal",
    to: `/staff/proposals/${proposal}`,
  }));
}
