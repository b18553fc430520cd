import type { OrderState } from "./order-state.ts";

/** What can wait for a person. The first ones come as they happen; the last five are what the daily comparison with Stripe could not repair. */
export const taskKinds = [
  "refund-failed",
  "refund-refused",
  "dispute",
  "invoice-overdue",
  "void-part-paid",
  "paid-twice",
  "overage-waits",
  "contract-notice",
  "month-invoice-waits",
  "month-invoice-overdue",
  "month-collect-failed",
  "month-credit-left",
  "payment-differs",
  "invoice-differs",
  "order-total-differs",
  "vat-review",
  "order-stuck",
  "topup-stuck",
  "stripe-events-stuck",
  "stripe-events-missing",
  "payment-without-order",
  "payment-without-hours",
  "hours-without-payment",
  "amount-differs",
  "totals-differ",
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** What the comparison with Stripe finds, and closes when it is found no more. */
export const comparedKinds = [
  "payment-without-order",
  "payment-without-hours",
  "hours-without-payment",
  "amount-differs",
  "totals-differ",
] as const satisfies readonly TaskKind[];

// Tasks about an order (their subject is its id) that have nothing to ask any more once it has come to a state.
const ended: Partial<Record<OrderState, readonly TaskKind[]>> = {
  checkout: ["order-total-differs", "order-stuck", "topup-stuck"],
  invoiced: ["order-total-differs", "order-stuck", "topup-stuck"],
  processing: ["order-stuck", "topup-stuck"],
  paid: [
    "order-total-differs",
    "order-stuck",
    "topup-stuck",
    "invoice-overdue",
    "payment-differs",
    "void-part-paid",
  ],
  failed: ["order-total-differs", "order-stuck", "topup-stuck", "invoice-overdue"],
  expired: ["order-total-differs", "order-stuck", "topup-stuck"],
  cancelled: ["order-total-differs", "order-stuck", "topup-stuck", "invoice-overdue"],
};

/** The tasks about an order that end when it comes to this state. */
export function tasksEndedBy(state: OrderState): readonly TaskKind[] {
  return ended[state] ?? [];
}

/** Tells whether a text is the kind of a task. */
export function isTaskKind(value: string): value is TaskKind {
  return taskKinds.some((kind) => kind === value);
}
