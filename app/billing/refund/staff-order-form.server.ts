import { z } from "zod";

import { closeInvoice, type CloseRefusal } from "#app/billing/bank-invoice/close-invoice.server.ts";
import type { Order } from "#app/billing/order.ts";
import { lookAtStripe } from "#app/billing/reconcile/watch-stripe.server.ts";
import { chosenAmount, hoursToTake } from "#app/billing/rules/refund-choice.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import { amountField, dayField, largestInteger, quantityField } from "#app/platform/typed/fields.ts";
import type { StaffScope } from "#app/identity/scope.ts";

import { askRefund, type RefundRefusal } from "./ask-refund.server.ts";
import type { StaffOrderPage } from "./staff-order-page.server.ts";

const reason = z.string().trim().min(3).max(400);

/** What staff can send about an order: first how much shall go back (`which` is an amount that was offered, in minor units, or `other`), then that they are sure of it. */
export const staffOrderForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("refund"),
    formKey: z.uuid(),
    amount: z.string().max(40).default(""),
    reason,
    which: z.string({ error: () => m.refund_form_which_missing() }).regex(/^(\d{1,9}|other)$/),
  }),
  z.object({
    intent: z.literal("refund-sure"),
    formKey: z.uuid(),
    amountMinor: quantityField({ least: 1, most: largestInteger }),
    reason,
  }),
  z.object({
    intent: z.literal("paid-elsewhere"),
    amount: amountField({ least: 1, most: largestInteger, wrong: m.refund_form_amount_wrong }),
    on: dayField({ wrong: m.byhand_day_wrong }),
  }),
  z.object({ intent: z.literal("void") }),
  z.object({ intent: z.literal("look") }),
]);

type Wanted = z.output<typeof staffOrderForm>;
type Choice = Extract<Wanted, { intent: "refund" }>;

export type StaffOrderRefusal =
  RefundRefusal | CloseRefusal | "amount-wrong" | "amount-ambiguous" | "amount-differs";

/** A refund that waits for a last yes: minor units with VAT, and the minutes that it takes back. */
export type RefundPlan = {
  formKey: string;
  amountMinor: number;
  reason: string;
  takeMinutes: number;
  usedMinutes: number;
};

/** What a refund would do; nothing is paid back by it. */
export function planRefund(
  { order, money }: StaffOrderPage,
  choice: Choice,
): Result<RefundPlan, StaffOrderRefusal> {
  const amount = chosenAmount(choice);
  if (!amount.ok) return amount;
  if (money.isDisputed) return refuse("disputed");
  if (amount.value > money.leftMinor) return refuse("too-much");
  const { hours, backMinor } = money;
  const taken = hours
    ? hoursToTake(
        {
          grossMinor: order.grossMinor,
          minutes: hours.minutes,
          backMinor,
          takenMinutes: hours.takenMinutes,
          remainingMinutes: hours.remainingMinutes,
        },
        amount.value,
      )
    : { takeMinutes: 0, usedMinutes: 0 };
  return ok({ formKey: choice.formKey, amountMinor: amount.value, reason: choice.reason, ...taken });
}

/** Does what was sent; answers what happened, in words. */
export async function actOnOrder(
  scope: StaffScope,
  order: Order,
  wanted: Exclude<Wanted, Choice>,
): Promise<Result<string, StaffOrderRefusal>> {
  if (wanted.intent === "look")
    return (await lookAtStripe(order)) ? ok(m.stuck_looked()) : refuse("stripe-down");
  if (wanted.intent !== "refund-sure") {
    const received = wanted.intent === "void" ? null : { on: wanted.on, amountMinor: wanted.amount };
    const closed = await closeInvoice(scope, order, wanted.intent, received);
    return closed.ok ? ok(closedWord(wanted.intent, order)) : closed;
  }
  const { formKey, amountMinor } = wanted;
  const asked = await askRefund(scope, {
    orderId: order.id,
    clientId: order.clientId,
    formKey,
    amountMinor,
    reason: wanted.reason,
  });
  return asked.ok ? ok(m.refund_done()) : asked;
}

function closedWord(way: "paid-elsewhere" | "void", { byHand }: Order): string {
  if (byHand) return way === "void" ? m.byhand_closed_void() : m.byhand_closed_paid();
  return way === "void" ? m.refund_closed_void() : m.refund_closed_paid();
}
