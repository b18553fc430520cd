import type { GiveUpRefusal } from "#app/billing/bank-invoice/give-up-invoice.server.ts";
import type { TaskRow } from "#app/billing/reconcile/task-row.ts";
import type { TaskKind } from "#app/billing/rules/task-kinds.ts";
import { differenceWords } from "#app/billing/words.ts";
import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import type { MoneyRow } from "./order-money.server.ts";
import type { StaffOrderRefusal } from "./staff-order-form.server.ts";
import type { StaffOrderPage } from "./staff-order-page.server.ts";

type Tone = "good" | "info" | "low" | "negative" | "neutral";

const rows: Record<string, { word: () => string; tone: Tone } | undefined> = {
  "refund succeeded": { word: m.refund_row_refund_succeeded, tone: "good" },
  "refund pending": { word: m.refund_row_refund_pending, tone: "info" },
  "refund requires_action": { word: m.refund_row_refund_pending, tone: "info" },
  "refund failed": { word: m.refund_row_refund_failed, tone: "negative" },
  "refund canceled": { word: m.refund_row_refund_canceled, tone: "neutral" },
  "dispute needs_response": { word: m.refund_row_dispute_open, tone: "negative" },
  "dispute under_review": { word: m.refund_row_dispute_open, tone: "low" },
  "dispute warning_needs_response": { word: m.refund_row_dispute_asked, tone: "low" },
  "dispute warning_under_review": { word: m.refund_row_dispute_asked, tone: "low" },
  "dispute won": { word: m.refund_row_dispute_won, tone: "good" },
  "dispute lost": { word: m.refund_row_dispute_lost, tone: "negative" },
  "dispute warning_closed": { word: m.refund_row_dispute_closed, tone: "neutral" },
  "dispute prevented": { word: m.refund_row_dispute_closed, tone: "neutral" },
  "credit issued": { word: m.refund_row_credit_issued, tone: "good" },
  "credit void": { word: m.refund_row_credit_void, tone: "neutral" },
  "request asked": { word: m.refund_row_asked, tone: "info" },
  "request sent": { word: m.refund_row_sent, tone: "info" },
  "request refused": { word: m.refund_row_refused, tone: "negative" },
};

/** What became of a refund, dispute or credit note, in words; a state that Stripe invents later by its own name. */
export function moneyWord({ kind, state }: Pick<MoneyRow, "kind" | "state">): { word: string; tone: Tone } {
  const known = rows[`${kind} ${state}`];
  return known ? { word: known.word(), tone: known.tone } : { word: state, tone: "neutral" };
}

const refusals = {
  "may-not": m.refund_refused_may_not,
  "not-paid": m.refund_refused_not_paid,
  "too-much": m.refund_refused_too_much,
  disputed: m.refund_refused_disputed,
  "other-refund": m.refund_refused_other_refund,
  "amount-wrong": m.refund_form_amount_wrong,
  "amount-ambiguous": m.refund_form_amount_ambiguous,
  "amount-differs": m.refund_form_amount_differs,
  "not-open": m.refund_close_not_open,
  "stripe-down": m.refund_close_stripe_down,
  "too-little-came": m.byhand_too_little,
  "too-much-came": m.byhand_too_much,
  "came-too-early": m.byhand_too_early,
  "came-ahead": m.byhand_ahead,
} satisfies Record<StaffOrderRefusal, (about: { amount: string; open: string }) => string>;

/** Why nothing was done with an order, and the way out: of an amount that can't go back, the nearest that can. */
export function refusalWord(
  refusal: StaffOrderRefusal,
  { money, order }: Pick<StaffOrderPage, "money" | "order">,
): string {
  return refusals[refusal]({
    amount: formatMoney(money.leftMinor, order.currency),
    open: formatMoney(order.grossMinor - order.paidMinor, order.currency),
  });
}

const giveUps = {
  "may-not-buy": m.refund_give_up_may_not,
  "not-open": m.refund_close_not_open,
  "part-paid": m.refund_give_up_part_paid,
  "being-paid": m.refund_give_up_being_paid,
  "hours-used": m.refund_give_up_hours_used,
  "stripe-down": m.refund_close_stripe_down,
} satisfies Record<GiveUpRefusal, (about: { msp: string }) => string>;

/** Why a buyer's invoice was not given up, and the way out. */
export function giveUpWord(refusal: GiveUpRefusal, msp: string): string {
  return giveUps[refusal]({ msp });
}

const tasks = {
  "refund-failed": m.refund_task_refund_failed,
  "refund-refused": m.refund_task_refund_refused,
  dispute: m.refund_task_dispute,
  "invoice-overdue": m.refund_task_invoice_overdue,
  "void-part-paid": m.refund_task_void_part_paid,
  "overage-waits": m.refund_task_overage_waits,
  "contract-notice": m.refund_task_contract_notice,
  "month-invoice-waits": m.monthly_task_waits,
  "month-invoice-overdue": m.monthly_task_overdue,
  "month-collect-failed": m.monthly_task_not_collected,
  "month-credit-left": m.monthly_task_credit_left,
  "paid-twice": m.refund_task_paid_twice,
  "payment-differs": m.refund_task_payment_differs,
  "invoice-differs": m.refund_task_invoice_differs,
  "order-total-differs": m.refund_task_order_total_differs,
  "vat-review": m.refund_task_vat_review,
  "order-stuck": m.stuck_task_order,
  "topup-stuck": m.stuck_task_topup,
  "stripe-events-stuck": m.stuck_task_events,
  "stripe-events-missing": m.stuck_task_missing,
  "payment-without-order": m.refund_task_payment_without_order,
  "payment-without-hours": m.refund_task_payment_without_hours,
  "hours-without-payment": m.refund_task_hours_without_payment,
  "amount-differs": m.refund_task_amount_differs,
  "totals-differ": m.refund_task_totals_differ,
} satisfies Record<
  TaskKind,
  (about: { amount: string; booked: string; what: string; was: string; is: string }) => string
>;

/** What there is to do, in a sentence. */
export function taskWord(task: TaskRow): string {
  return tasks[task.kind]({
    amount: formatMoney(task.amountMinor, task.currency),
    booked: formatMoney(task.bookedMinor, task.bookedCurrency),
    what: differenceWords(task.differs),
    was: task.was,
    is: task.is,
  });
}
