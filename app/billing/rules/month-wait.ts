const monthWaitReasons = ["unreachable", "refused", "differs"] as const;
/** Why the invoice of a month that was asked for is not out: Stripe gave no answer, refused it, or made a draft of another total. */
export type MonthWaitReason = (typeof monthWaitReasons)[number];

/** Tells whether a text is such a reason. */
export function isMonthWaitReason(value: string): value is MonthWaitReason {
  return monthWaitReasons.some((reason) => reason === value);
}
