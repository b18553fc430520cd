import { countAgreementTodo, listAgreementTodo } from "#app/agreements/store/todo.server.ts";
import { countBillingTodo, listBillingTodo } from "#app/billing/reconcile/todo.server.ts";
import { countRenewalTodo, listRenewalTodo } from "#app/contracts/renewals-todo.server.ts";
import { countContractsTodo, listContractsTodo } from "#app/contracts/store/unsigned-store.server.ts";
import { countConversionTodo, listConversionTodo } from "#app/conversion/todo.server.ts";
import { findDeskStanding, listDeskTodo } from "#app/desk/approvals/waiting.server.ts";
import type { Timer } from "#app/desk/store/timer-store.server.ts";
import { countHoursTodo, listHoursTodo } from "#app/hours/todo.server.ts";
import { countPeopleWaiting } from "#app/people/store/todo-store.server.ts";
import { listPeopleTodo } from "#app/people/todo.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { kinds } from "#app/office/components/todo-kinds.ts";
import { jobWord } from "#app/office/components/job-words.ts";
import { listConnectionTodo } from "#app/office/connections/connection-todo.server.ts";
import { countGivenUp, findGivenUp } from "#app/office/given-up.server.ts";
import { listSetupTodo } from "#app/office/setup/setup-todo.server.ts";
import type { TodoKind } from "#app/office/todo-kinds.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { TodoItem } from "#app/platform/todo.ts";
import { countRequestsTodo, listRequestsTodo } from "#app/requests/store/todo.server.ts";
import { sortedBy, type ListState } from "#app/ui/table/list-state.ts";
import { listWebhooksTodo } from "#app/webhooks/manage-endpoints.server.ts";

export type TodoCounts = Record<TodoKind, number>;
/** An item with its age in whole minutes. */
export type ShownTodo = Omit<TodoItem<TodoKind>, "since"> & { ageMinutes: number };
export type TodoPage = { items: ShownTodo[]; counts: TodoCounts; total: number; shown: number };

/** The most items that one page shows. */
const pageSize = 100;

/** How much of each kind waits for this person, and the timer that runs for them. */
async function countTodo(
  tx: Tx,
  scope: StaffScope,
  countRenewals: (tx: Tx, scope: StaffScope) => Promise<number>,
): Promise<{ counts: TodoCounts; timer: Timer | null }> {
  const desk = await findDeskStanding(tx, scope);
  const counts = {
    ...(await countHoursTodo(tx, scope)),
    ...(await countRequestsTodo(tx, scope)),
    ...(await countAgreementTodo(tx, scope)),
    ...(await countContractsTodo(tx, scope)),
    renewal: await countRenewals(tx, scope),
    ...(await countBillingTodo(tx, scope)),
    ...(await countConversionTodo(tx, scope)),
    ...desk.counts,
    ...(await countPeopleWaiting(tx, scope)),
    "webhook-paused": (await listWebhooksTodo(tx, scope)).length,
    connection: (await listConnectionTodo(tx, scope)).length,
    setup: (await listSetupTodo(tx, scope)).length,
    "failed-job": await countGivenUp(tx, scope),
  };
  return { counts, timer: desk.timer };
}

/** What every staff page shows of this person's work: how many things wait for them (a decision about a contract is known a minute late), and their timer where one runs. */
export function getOwnStanding(scope: StaffScope): Promise<{ todo: number; timer: Timer | null }> {
  return readInScope(scope, async (tx) => {
    const { counts, timer } = await countTodo(tx, scope, countRenewalTodo);
    return { todo: totalOf(counts), timer };
  });
}

const sortValues: Record<string, (item: TodoItem<TodoKind>) => string | number | null> = {
  what: ({ title }) => title,
  client: ({ clientName }) => clientName,
  kind: ({ kind }) => kinds[kind].one(),
  age: ({ since }) => -since.getTime(),
};

/** What waits for this person, of one kind or of all (null), the oldest first or as asked, and a hundred at most: some 28 queries. */
export function getTodoPage(
  scope: StaffScope,
  kind: TodoKind | null,
  sort: ListState["sort"] = null,
): Promise<TodoPage> {
  return readInScope(scope, async (tx) => {
    const { counts } = await countTodo(tx, scope, async () => (await listRenewalTodo(tx, scope)).length);
    const oldest = (await listTodo(tx, scope))
      .filter((item) => kind === null || item.kind === kind)
      .sort((a, b) => a.since.getTime() - b.since.getTime())
      .slice(0, pageSize);
    const items = sortedBy(oldest, sort, sortValues);
    const at = now().getTime();
    return {
      items: items.map(({ since, ...item }) => ({
        ...item,
        ageMinutes: Math.max(0, Math.floor((at - since.getTime()) / 60_000)),
      })),
      counts,
      total: kind === null ? totalOf(counts) : counts[kind],
      shown: items.length,
    };
  });
}

/** The oldest of each kind: never fewer of one kind because another has many. */
async function listTodo(tx: Tx, scope: StaffScope): Promise<TodoItem<TodoKind>[]> {
  const jobs = await findGivenUp(tx, scope);
  return [
    ...(await listHoursTodo(tx, scope, pageSize)),
    ...(await listRequestsTodo(tx, scope, pageSize)),
    ...(await listAgreementTodo(tx, scope, pageSize)),
    ...(await listContractsTodo(tx, scope, pageSize)),
    ...(await listRenewalTodo(tx, scope)),
    ...(await listBillingTodo(tx, scope, pageSize)),
    ...(await listConversionTodo(tx, scope, pageSize)),
    ...(await listDeskTodo(tx, scope, pageSize)),
    ...(await listPeopleTodo(tx, scope, pageSize)),
    ...(await listWebhooksTodo(tx, scope)),
    ...(await listConnectionTodo(tx, scope)),
    ...(await listSetupTodo(tx, scope)),
    ...jobs.slice(0, pageSize).map((job) => ({
      kind: "failed-job" as const,
      id: job.id,
      title: jobWord(job.task),
      clientName: job.clientName,
      who: job.to,
      why: m.office_todo_tries({ tries: formatNumber(job.tries) }),
      since: job.since,
      to: "/staff/tasks#given-up",
    })),
  ];
}

function totalOf(counts: TodoCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
