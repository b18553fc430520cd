import { billingAccess } from "#app/billing/access.ts";
import { countOpenTasks } from "#app/billing/reconcile/task-store.server.ts";
import { listOpenTasks } from "#app/billing/reconcile/tasks-page.server.ts";
import { taskWord } from "#app/billing/refund/words.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { TodoItem } from "#app/platform/todo.ts";

/** Tasks about money that no job can finish. */
export const billingTodoKinds = ["task"] as const;
export type BillingTodoKind = (typeof billingTodoKinds)[number];

/** How many tasks wait, for those who may settle them: one query. */
export async function countBillingTodo(tx: Tx, scope: StaffScope): Promise<Record<BillingTodoKind, number>> {
  if (!may(scope, billingAccess.handleMoney)) return { task: 0 };
  return { task: await countOpenTasks(tx) };
}

/** The tasks that wait, the oldest first, `limit` at most, for those who may settle them: one query. */
export async function listBillingTodo(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<TodoItem<BillingTodoKind>[]> {
  if (!may(scope, billingAccess.handleMoney)) return [];
  return (await listOpenTasks(tx, limit)).map((task) => ({
    kind: "task",
    id: task.id,
    title: taskWord(task),
    clientName: task.clientName,
    who: null,
    since: task.openedAt,
    to: `/staff/tasks#task-${task.id}`,
  }));
}
