import type { TaskRow } from "#app/billing/reconcile/task-row.ts";
import type { TaskKind } from "#app/billing/rules/task-kinds.ts";
import { isMonthWaitReason, type MonthWaitReason } from "#app/billing/rules/month-wait.ts";
import { monthWord } from "#app/billing/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What a task's reasons and places are read from. */
export type TaskFacts = Pick<TaskRow, "kind" | "clientId" | "orderId" | "order" | "month" | "why" | "said">;
/** A page where what a task is about can be put right. */
export type TaskPlace = { to: string; label: string };

const waits = {
  unreachable: m.monthly_wait_unreachable,
  refused: m.monthly_wait_refused,
  differs: m.monthly_wait_differs,
} satisfies Record<MonthWaitReason, (about: { said: string }) => string>;

/** Why a month's invoice is not made yet; `said` is what Stripe answered. */
function monthWaitWord(why: string | null, said: string | null): string {
  const known = why !== null && isMonthWaitReason(why) ? waits[why] : m.monthly_wait_unknown;
  return known({ said: said ?? "" });
}

const reasons = {
  "refund-failed": m.refund_why_refund_failed,
  "refund-refused": m.refund_why_refund_refused,
  dispute: m.refund_why_dispute,
  "invoice-overdue": m.refund_why_overdue,
  "void-part-paid": m.refund_why_part_paid,
  "paid-twice": m.refund_why_paid_twice,
  "overage-waits": m.refund_why_overage,
  "contract-notice": m.refund_why_notice,
  "month-invoice-waits": m.monthly_wait_unknown,
  "month-invoice-overdue": m.refund_why_overdue,
  "month-collect-failed": m.monthly_why_not_collected,
  "month-credit-left": m.monthly_why_credit_left,
  "payment-differs": m.refund_why_payment_differs,
  "invoice-differs": m.refund_why_invoice_differs,
  "order-total-differs": m.refund_why_total_differs,
  "vat-review": m.refund_why_vat_review,
  "payment-without-order": m.refund_why_payment_without_order,
  "payment-without-hours": m.refund_why_compared,
  "hours-without-payment": m.refund_why_compared,
  "amount-differs": m.refund_why_compared,
  "totals-differ": m.refund_why_compared,
  "order-stuck": m.stuck_why_order,
  "topup-stuck": m.stuck_why_topup,
  "stripe-events-stuck": m.stuck_why_events,
  "stripe-events-missing": m.stuck_why_missing,
} satisfies Record<TaskKind, () => string>;

/** Why a task is there, in a sentence. */
export function taskWhy({ kind, why, said }: TaskFacts): string {
  return kind === "month-invoice-waits" ? monthWaitWord(why, said) : reasons[kind]();
}

/** What a test of the connection to Stripe says more about. */
const stripes = new Set<TaskKind>([
  "month-invoice-waits",
  "order-total-differs",
  "refund-refused",
  "order-stuck",
  "topup-stuck",
  "stripe-events-stuck",
  "stripe-events-missing",
]);

/** What is about orders, and about none of them that is known here. */
const aboutOrders = new Set<TaskKind>([
  "payment-without-order",
  "stripe-events-stuck",
  "stripe-events-missing",
]);

/** Where a task is put right: the order, the month, the client's details or contract; Stripe's test only for who may run it. */
export function taskPlaces(task: TaskFacts, { mayTestStripe }: { mayTestStripe: boolean }): TaskPlace[] {
  const { kind, clientId, orderId, order, month } = task;
  const client = clientId === null ? null : `/staff/clients/${clientId}`;
  return [
    ...(orderId !== null && order !== null
      ? [{ to: `/staff/orders/${orderId}`, label: m.refund_staff_order({ number: order }) }]
      : []),
    ...(clientId !== null && month !== null && kind !== "overage-waits"
      ? [{ to: `/staff/monthly/${clientId}?month=${month}`, label: monthWord(month) }]
      : []),
    ...(client !== null && (kind === "overage-waits" || kind === "vat-review")
      ? [{ to: `${client}/settings`, label: m.refund_place_details() }]
      : []),
    ...(client !== null && kind === "overage-waits"
      ? [
          { to: `${client}/blocks`, label: m.refund_place_blocks() },
          { to: `${client}/people`, label: m.refund_place_people() },
        ]
      : []),
    ...(client !== null && kind === "contract-notice"
      ? [{ to: `${client}/contract`, label: m.refund_place_contract() }]
      : []),
    ...(aboutOrders.has(kind) ? [{ to: "/staff/orders", label: m.refund_place_orders() }] : []),
    ...(stripes.has(kind) && mayTestStripe
      ? [{ to: "/staff/settings/connections", label: m.conn_title() }]
      : []),
  ];
}
