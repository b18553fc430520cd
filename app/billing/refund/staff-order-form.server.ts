import { z } from "zod";

import { closeInvoice, type CloseRefusal } from "#app/billing/bank-invoice/close-invoice.server.ts";
import type { Order } from "#app/billing/order.ts";
import { readAmount } from "#app/billing/rules/amount-text.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ok, refuse, type Result } from "#app/platform/result.ts";
import type { StaffScope } from "#app/identity/scope.ts";

import { askRefund, type RefundRefusal } from "./ask-refund.server.ts";

/** What staff can send about an order: `which` is an amount that was offered, in minor units, or `other`. */
export const staffOrderForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("refund"), formKey: z.uuid(), which: z.string().regex(/^(\d{1,9}|other)$/), amount: z.string().max(30).default(""), reason: z.string().trim().min(3).max(400) }),
  z.object({ intent: z.literal("paid-elsewhere") }),
  z.object({ intent: z.literal("void") }),
]);

export type StaffOrderRefusal = RefundRefusal | CloseRefusal | "amount-wrong";

/** Does what was sent; answers what happened, in words. */
export async function actOnOrder(scope: StaffScope, order: Order, wanted: z.output<typeof staffOrderForm>): Promise<Result<string, StaffOrderRefusal>> {
  if (wanted.intent !== "refund") {
    const closed = await closeInvoice(scope, order, wanted.intent);
    return closed.ok ? ok(wanted.intent === "void" ? m.refund_closed_void() : m.refund_closed_paid()) : closed;
  }
  const amountMinor = wanted.which === "other" ? readAmount(wanted.amount) : Number(wanted.which);
  if (amountMinor === null || amountMinor <= 0) return refuse("amount-wrong");
  const asked = await askRefund(scope, { orderId: order.id, clientId: order.clientId, formKey: wanted.formKey, amountMinor, reason: wanted.reason });
  return asked.ok ? ok(m.refund_done()) : asked;
}
