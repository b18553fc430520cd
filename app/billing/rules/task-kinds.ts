/** What can wait for a person. The first ones come as they happen; the last five are what the daily comparison with Stripe could not repair. */
const taskKinds = [
  "refund-failed",
  "refund-refused",
  "dispute",
  "invoice-overdue",
  "void-part-paid",
  "paid-twice",
  "overage-waits",
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

/** Tells whether a text is the kind of a task. */
export function isTaskKind(value: string): value is TaskKind {
  return taskKinds.some((kind) => kind === value);
}
