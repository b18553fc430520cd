import { expect, test } from "vitest";

import { taskPlaces, taskWhy, type TaskFacts } from "#app/billing/reconcile/task-why.ts";
import { taskKinds } from "#app/billing/rules/task-kinds.ts";

const facts: Omit<TaskFacts, "kind"> = {
  clientId: "c1",
  orderId: null,
  order: null,
  month: null,
  why: null,
  said: null,
};
const order = { orderId: "o1", order: 12 };
const month = { month: "2026-10" };
const [orderAt, monthAt] = ["/staff/orders/o1", "/staff/monthly/c1?month=2026-10"];
const connections = "/staff/settings/connections";

/** Where each kind of task is put right, with the facts that its task has. */
const places = {
  "refund-failed": [order, [orderAt]],
  "refund-refused": [order, [orderAt, connections]],
  dispute: [month, [monthAt]],
  "invoice-overdue": [order, [orderAt]],
  "void-part-paid": [order, [orderAt]],
  "paid-twice": [month, [monthAt]],
  "overage-waits": [
    month,
    ["/staff/clients/c1/settings", "/staff/clients/c1/blocks", "/staff/clients/c1/people"],
  ],
  "contract-notice": [{}, ["/staff/clients/c1/contract"]],
  "month-invoice-waits": [month, [monthAt, connections]],
  "month-invoice-overdue": [month, [monthAt]],
  "month-collect-failed": [month, [monthAt]],
  "month-credit-left": [month, [monthAt]],
  "payment-differs": [order, [orderAt]],
  "invoice-differs": [order, [orderAt]],
  "order-total-differs": [order, [orderAt, connections]],
  "vat-review": [{}, ["/staff/clients/c1/settings"]],
  "payment-without-order": [{ clientId: null }, ["/staff/orders"]],
  "payment-without-hours": [order, [orderAt]],
  "hours-without-payment": [order, [orderAt]],
  "amount-differs": [order, [orderAt]],
  "totals-differ": [order, [orderAt]],
  "order-stuck": [order, [orderAt, connections]],
  "topup-stuck": [order, [orderAt, connections]],
  "stripe-events-stuck": [{ clientId: null }, ["/staff/orders", connections]],
  "stripe-events-missing": [{ clientId: null }, ["/staff/orders", connections]],
} satisfies Record<TaskFacts["kind"], [Partial<TaskFacts>, string[]]>;

test.each(taskKinds)("%s says why it is there, and where it is put right", (kind) => {
  const [known, wanted] = places[kind];
  const task: TaskFacts = { ...facts, ...known, kind };
  expect(taskWhy(task).length).toBeGreaterThan(10);
  expect(taskPlaces(task, { mayTestStripe: true }).map(({ to }) => to)).toEqual(wanted);
  const others = taskPlaces(task, { mayTestStripe: false });
  expect(others.map(({ to }) => to)).toEqual(wanted.filter((to) => to !== connections));
  expect(others.length).toBeGreaterThan(0);
});

test("a month's invoice that waits says what Stripe answered", () => {
  const about = (why: string | null, said: string | null = null): string =>
    taskWhy({ ...facts, kind: "month-invoice-waits", why, said });
  expect(about("refused", "No such tax rate")).toContain("No such tax rate");
  const words = [about("unreachable"), about("differs"), about(null), about("a later word")];
  expect(new Set(words).size).toBe(3);
});
