import { may } from "#app/identity/permission.ts";
import { billingAccess } from "#app/billing/access.ts";
import { listTasks, listWaitingTasks, type Row } from "#app/billing/reconcile/task-store.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { isTaskKind } from "#app/billing/rules/task-kinds.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { taskWord } from "#app/billing/refund/words.ts";
import { sortedBy, type ListState } from "#app/ui/table/list-state.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";

import type { TaskRow } from "./task-row.ts";

const sortValues: Record<string, (task: TaskRow) => string | number | null> = {
  task: taskWord,
  client: ({ clientName }) => clientName,
  since: ({ openedAt }) => openedAt.getTime(),
};

/** What waits for a person, oldest first or as asked, and what was solved lately. */
export function getTasksPage(scope: StaffScope, sort: ListState["sort"] = null) {
  return readInScope(scope, async (tx) => {
    const rows = await listTasks(tx);
    const tasks = rows.flatMap(toTask);
    return {
      open: sortedBy(
        tasks.filter((task) => task.resolvedAt === null),
        sort,
        sortValues,
      ),
      done: tasks.filter((task) => task.resolvedAt !== null),
      mayResolve: may(scope, billingAccess.handleMoney),
      mayTestStripe: may(scope, billingAccess.testStripe),
      zone: (await requireMsp(tx)).zone,
    };
  });
}

function toTask({ detail, kind, ...row }: Row): TaskRow[] {
  if (!isTaskKind(kind)) return [];
  const text = (name: string): string | null => (typeof detail[name] === "string" ? detail[name] : null);
  const amount = (name: string): number => (typeof detail[name] === "number" ? detail[name] : 0);
  return [
    {
      ...row,
      kind,
      orderId: text("orderId"),
      order: amount("order") || null,
      amountMinor: amount("amountMinor"),
      bookedMinor: amount("bookedMinor"),
      currency: text("currency") ?? "EUR",
      bookedCurrency: text("bookedCurrency") ?? text("currency") ?? "EUR",
      differs: (text("differs") ?? text("mismatch") ?? "").split(" ").filter(Boolean),
      was: text("was") ?? "",
      is: text("is") ?? "",
      month: text("month"),
      why: text("why"),
      said: text("said"),
    },
  ];
}

/** The tasks that wait, the oldest first, `limit` at most. */
export async function listOpenTasks(tx: Tx, limit: number): Promise<TaskRow[]> {
  const rows = await listWaitingTasks(tx, limit);
  return rows.flatMap(toTask);
}

export type TasksPage = Awaited<ReturnType<typeof getTasksPage>>;
