import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Order } from "#app/billing/order.ts";
import { mayHandleMoney } from "#app/billing/rules/money-rights.ts";
import { isStale, stripe, stripeTrouble, whileSomebodyWaits } from "#app/billing/stripe.server.ts";
import { lockOrder } from "#app/billing/store.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { syncBankInvoice } from "./sync-invoice.server.ts";

export type CloseRefusal = "may-not" | "not-open" | "stripe-down";
type CloseWay = "paid-elsewhere" | "void";

/** A person says of an open bank invoice that its money came to the MSP's own account, or that it is void; Stripe's invoice says so first. Done twice, it is done once. */
export async function closeInvoice(scope: StaffScope, order: Order, way: CloseWay): Promise<Result<null, CloseRefusal>> {
  if (!mayHandleMoney(scope)) return refuse("may-not");
  const { invoice } = order;
  if (order.state !== "invoiced" || !invoice) return refuse("not-open");
  try {
    await atStripe(invoice.id, way);
  } catch (error) {
    // No longer open at Stripe: what it says now is what counts.
    if (isStale(error)) await syncBankInvoice(order.clientId, order.id);
    else if (!stripeTrouble(error)) throw error;
    return refuse(isStale(error) ? "not-open" : "stripe-down");
  }
  await inScope(scope, async (tx) => {
    await lockOrder(tx, order.clientId, order.id);
    await appendAudit(tx, scope, { action: way === "void" ? "order.invoice-voided" : "order.paid-elsewhere", target: `order:${order.number}`, clientId: order.clientId, detail: { grossMinor: order.grossMinor, paidMinor: order.paidMinor } });
  });
  await syncBankInvoice(order.clientId, order.id);
  return ok(null);
}

function atStripe(invoice: string, way: CloseWay): Promise<unknown> {
  const once = { ...whileSomebodyWaits, idempotencyKey: `bank:${invoice}:${way}` };
  return way === "void" ? stripe().invoices.voidInvoice(invoice, undefined, once) : stripe().invoices.pay(invoice, { paid_out_of_band: true }, once);
}
