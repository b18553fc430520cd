import { z } from "zod";

import type { CronTable, JobTable } from "#app/platform/jobs.server.ts";

import { issueInvoice } from "./bank-invoice/issue-invoice.server.ts";
import { remindOfInvoices } from "./bank-invoice/remind.server.ts";
import { invoiceOverages } from "./overage/make-overage.server.ts";
import { processEvent } from "./process-event.server.ts";
import { reconcilePayments } from "./reconcile/reconcile-payments.server.ts";
import { syncPayment } from "./reconcile/sync-payment.server.ts";
import { sendRefund } from "./refund/send-refund.server.ts";
import { openLater, reconcileOrders, syncOrder } from "./sync-order.server.ts";
import { runTopup } from "./topup/run-topup.server.ts";
import { sweepTopups } from "./topup/sweep-topups.server.ts";
import { detachMethod, warnOfExpiry } from "./topup/sync-method.server.ts";

const orderKey = z.object({ clientId: z.uuid(), orderId: z.uuid() });

/** What billing does in the background. */
export const billingJobs = {
  "billing.process-event": async (payload) =>
    processEvent(z.object({ eventId: z.string() }).parse(payload).eventId),
  "billing.open-checkout": async (payload) => {
    const { clientId, orderId } = orderKey.parse(payload);
    await openLater(clientId, orderId);
  },
  "billing.sync-order": async (payload) => {
    const { clientId, orderId } = orderKey.parse(payload);
    await syncOrder(clientId, orderId);
  },
  "billing.reconcile-orders": () => reconcileOrders(),
  "billing.topup-run": async (payload) => runTopup(z.object({ clientId: z.uuid() }).parse(payload).clientId),
  "billing.sweep-topups": () => sweepTopups(),
  "billing.detach-method": async (payload) =>
    detachMethod(z.object({ method: z.string() }).parse(payload).method),
  "billing.warn-of-expiry": () => warnOfExpiry(),
  "billing.issue-invoice": async (payload) => {
    const { clientId, orderId } = orderKey.parse(payload);
    if (!(await issueInvoice(clientId, orderId))) throw new Error("Stripe can't make the invoice yet");
  },
  "billing.remind-of-invoices": () => remindOfInvoices(),
  "billing.sync-payment": async (payload) => {
    const { clientId, paymentId } = z.object({ clientId: z.uuid(), paymentId: z.uuid() }).parse(payload);
    await syncPayment({ clientId, id: paymentId });
  },
  "billing.send-refund": async (payload) => {
    const { clientId, refundId } = z.object({ clientId: z.uuid(), refundId: z.uuid() }).parse(payload);
    await sendRefund(clientId, refundId);
  },
  "billing.invoice-overages": () => invoiceOverages(),
  "billing.reconcile-payments": () => reconcilePayments(),
} satisfies JobTable;

export const billingCrons: CronTable = [
  { task: "billing.reconcile-orders", at: "*/10 * * * *" },
  { task: "billing.sweep-topups", at: "* * * * *" },
  { task: "billing.warn-of-expiry", at: "10 7 * * *" },
  { task: "billing.invoice-overages", at: "50 5 * * *" },
  { task: "billing.remind-of-invoices", at: "20 6 * * *" },
  { task: "billing.reconcile-payments", at: "40 3 * * *" },
];
