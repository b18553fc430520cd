import { voidInvoice } from "#app/billing/bank-invoice/void-invoice.server.ts";
import { makeOnce } from "#app/billing/make-once.server.ts";
import { closeTasks } from "#app/billing/reconcile/task-store.server.ts";
import { daysToPayInstead, isUnderWay } from "#app/billing/rules/collection.ts";
import { isStale, stripe, stripeTrouble, whileSomebodyWaits } from "#app/billing/stripe.server.ts";
import type { Month } from "#app/contracts/rules/month.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { creditedMinor } from "./credit-note-store.server.ts";
import { daysLater } from "./leave-to-pay.server.ts";
import type { MonthInvoice } from "./month-invoice.ts";
import {
  findInvoiceOfMonth,
  lockMonthInvoice,
  moveCollection,
  moveMonthInvoice,
  putPlanBack,
} from "./month-invoice-store.server.ts";
import { syncMonthInvoice } from "./sync-month.server.ts";

export type EndRefusal =
  "invoice-not-open" | "invoice-collecting" | "invoice-disputed" | "invoice-credited" | "stripe-down";

/**
 * Voids a month's open invoice, so that the closed month can be issued anew, or says that its money came another way; Stripe's invoice says
 * so first. One with a credit note can't be voided: what was credited would be invoiced again. Done twice, it is done once.
 */
export async function endMonthInvoice(
  scope: StaffScope,
  { clientId, month, way }: { clientId: string; month: Month; way: "void" | "paid-elsewhere" },
): Promise<Result<null, EndRefusal>> {
  // On record before Stripe is asked: whatever becomes of the answer, who wanted it is known.
  const asked = await inScope(scope, async (tx): Promise<Result<Open | null, EndRefusal>> => {
    const found = await findInvoiceOfMonth(tx, clientId, month);
    const locked = found && (await lockMonthInvoice(tx, clientId, found.id));
    if (locked?.state !== "open" || !locked.stripeId) return refuse("invoice-not-open");
    if (way === "void" && (await creditedMinor(tx, locked)) > 0) return refuse("invoice-credited");
    if (locked.dispute && way === "void") return refuse("invoice-disputed");
    // A debit that is under way may still bring the money: what ends the invoice now would have it paid twice.
    if (isUnderWay(locked.collection)) return refuse("invoice-collecting");
    if (locked.collection === "planned")
      await moveCollection(tx, locked, ["planned"], { collection: null, dueAt: daysLater(daysToPayInstead) });
    await appendAudit(tx, scope, {
      action: way === "void" ? "contract.invoice-void-asked" : "contract.invoice-paid-elsewhere",
      target: `client:${clientId}`,
      clientId,
      detail: { month, grossMinor: locked.grossMinor },
    });
    if (locked.dispute) await settleDisputed(tx, locked);
    const { id, stripeId, dueAt } = locked;
    return ok(locked.dispute ? null : { id, stripeId, dueAt, isPlanned: locked.collection === "planned" });
  });
  if (!asked.ok) return asked;
  if (!asked.value) return ok(null);
  const invoice = asked.value;
  try {
    if (way === "void") await voidInvoice(invoice.stripeId);
    else await payElsewhere(invoice.stripeId);
  } catch (error) {
    if (!stripeTrouble(error)) throw error;
    if (!isStale(error)) {
      // The client was told of the debit: it is only called off once the invoice has ended.
      if (invoice.isPlanned)
        await inScope(scope, (tx) => putPlanBack(tx, { clientId, id: invoice.id }, invoice.dueAt));
      return refuse("stripe-down");
    }
  }
  await syncMonthInvoice(clientId, invoice.id);
  return ok(null);
}

/** The invoice that Stripe is to end, and how it was to be paid before. */
type Open = { id: string; stripeId: string; dueAt: Date | null; isPlanned: boolean };

/** Stripe's invoice is paid already, by the payment that the bank took back. */
async function settleDisputed(tx: Tx, invoice: MonthInvoice): Promise<void> {
  await moveMonthInvoice(tx, invoice, ["open"], {
    ...{ state: "paid", paidAt: now(), paidMinor: invoice.grossMinor },
  });
  await closeTasks(tx, ["month-invoice-overdue", "month-collect-failed"], invoice.id);
}

async function payElsewhere(id: string): Promise<void> {
  await makeOnce({
    key: `month-invoice:${id}:paid`,
    find: async () => {
      const invoice = await stripe().invoices.retrieve(id, {}, whileSomebodyWaits);
      return invoice.status === "paid" ? invoice : null;
    },
    make: (once) => stripe().invoices.pay(id, { paid_out_of_band: true }, once),
  });
}
