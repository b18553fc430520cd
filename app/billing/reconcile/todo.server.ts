import { billingAccess } from "#app/billing/access.ts";
import { countOpenTasks } from "#app/billing/reconcile/task-store.server.ts";
import { listOpenTasks } from "#app/billing/reconcile/tasks-page.server.ts";
import { taskWhy } from "#app/billing/reconcile/task-why.ts";
import { countPaidUnsigned, listPaidUnsigned } from "#app/billing/signed-terms/unsigned-store.server.ts";
import { taskWord } from "#app/billing/refund/words.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { TodoItem } from "#app/platform/todo.ts";

/** Tasks about money that no job can finish, and blocks that are paid while their client has not signed the terms. */
export const billingTodoKinds = ["task", "unsigned-block"] as const;
export type BillingTodoKind = (typeof billingTodoKinds)[number];

/** How many tasks wait, for those who may settle them, and unsigned blocks, for those who see money: two queries. */
export async function countBillingTodo(tx: Tx, scope: StaffScope): Promise<Record<BillingTodoKind, number>> {
  return {
    task: may(scope, billingAccess.handleMoney) ? await countOpenTasks(tx) : 0,
    "unsigned-block": may(scope, billingAccess.seeMoney) ? await countPaidUnsigned(tx) : 0,
  };
}

/** The tasks and unsigned blocks that wait, the oldest first, `limit` of each at most, for those who may see them: two queries. */
export async function listBillingTodo(
  tx: Tx,
  scope: StaffScope,
  limit: number,
): Promise<TodoItem<BillingTodoKind>[]> {
  const tasks = may(scope, billingAccess.handleMoney) ? await listOpenTasks(tx, limit) : [];
  const unsigned = may(scope, billingAccess.seeMoney) ? await listPaidUnsigned(tx, limit) : [];
  const tasksToDo = tasks.map((task): TodoItem<BillingTodoKind> => ({
    kind: "task",
    id: task.id,
    title: taskWord(task),
    clientName: task.clientName,
    who: null,
    why: taskWhy(task),
    since: task.openedAt,
    to: `/staff/tasks#task-${task.id}`,
  }));
  const blocks = unsigned.map(({ id, number, clientName, buyerName, since }): TodoItem<BillingTodoKind> => ({
    ...{ kind: "unsigned-block", id, clientName, who: buyerName, since },
    title: m.refund_staff_order({ number }),
    to: `/staff/orders/${id}`,
  }));
  return [...tasksToDo, ...blocks];
}
