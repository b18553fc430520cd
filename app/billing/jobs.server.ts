import { z } from "zod";

import { signedSubject } from "#app/agreements/signed-subject.ts";
import { job, plainJob, type CronTable, type JobTable } from "#app/platform/jobs.server.ts";

import { issueInvoice } from "./bank-invoice/issue-invoice.server.ts";
import { remindOfInvoices } from "./bank-invoice/remind.server.ts";
import { issueWaiting } from "./monthly/ask-invoice.server.ts";
import { collectDue } from "./monthly/collect-month.server.ts";
import { sendCredit, sendWaitingCredits } from "./monthly/credit-month.server.ts";
import { remindOfMonths } from "./monthly/remind-of-months.server.ts";
import { issueMonth } from "./monthly/issue-month.server.ts";
import { tellNotice } from "./monthly/tell-notice.server.ts";
import { invoiceOverages } from "./overage/make-overage.server.ts";
import { processEvent } from "./process-event.server.ts";
import { reconcilePayments } from "./reconcile/reconcile-payments.server.ts";
import { syncPayment } from "./reconcile/sync-payment.server.ts";
import { requestSignature } from "./signed-terms/hour-terms.server.ts";
import { releaseOrders } from "./signed-terms/release-orders.server.ts";
import { sendRefund } from "./refund/send-refund.server.ts";
import { watchStripe } from "./reconcile/watch-stripe.server.ts";
import { showVatReview } from "./reconcile/vat-review-task.server.ts";
import { openLater, reconcileOrders, syncOrder } from "./sync-order.server.ts";
import { runTopup } from "./topup/run-topup.server.ts";
import { sweepTopups } from "./topup/sweep-topups.server.ts";
import { detachMethod, warnOfExpiry } from "./topup/sync-method.server.ts";

const orderKey = z.object({ clientId: z.uuid(), orderId: z.uuid() });

/** What billing does in the background. */
export const billingJobs = {
  "billing.process-event": job(z.object({ eventId: z.string() }), ({ eventId }) => processEvent(eventId)),
  "billing.open-checkout": job(orderKey, async ({ clientId, orderId }) => {
    await openLater(clientId, orderId);
  }),
  "billing.sync-order": job(orderKey, async ({ clientId, orderId }) => {
    await syncOrder(clientId, orderId);
  }),
  "billing.reconcile-orders": plainJob(reconcileOrders),
  "billing.topup-run": job(z.object({ clientId: z.uuid() }), ({ clientId }) => runTopup(clientId)),
  "billing.sweep-topups": plainJob(sweepTopups),
  "billing.detach-method": job(z.object({ method: z.string() }), ({ method }) => detachMethod(method)),
  "billing.warn-of-expiry": plainJob(warnOfExpiry),
  "billing.issue-invoice": job(orderKey, async ({ clientId, orderId }) => {
    if (!(await issueInvoice(clientId, orderId))) throw new Error("Stripe can't make the invoice yet");
  }),
  "billing.remind-of-invoices": plainJob(remindOfInvoices),
  "billing.remind-of-months": plainJob(remindOfMonths),
  "billing.collect-months": plainJob(collectDue),
  "billing.credit-month": job(
    z.object({ clientId: z.uuid(), creditId: z.uuid() }),
    async ({ clientId, creditId }) => {
      if (!(await sendCredit(clientId, creditId))) throw new Error("Stripe can't make the credit note yet");
    },
  ),
  "billing.credit-waiting": plainJob(sendWaitingCredits),
  "billing.sync-payment": job(
    z.object({ clientId: z.uuid(), paymentId: z.uuid() }),
    async ({ clientId, paymentId }) => {
      await syncPayment({ clientId, id: paymentId });
    },
  ),
  "billing.send-refund": job(
    z.object({ clientId: z.uuid(), refundId: z.uuid() }),
    async ({ clientId, refundId }) => {
      await sendRefund(clientId, refundId);
    },
  ),
  "billing.show-vat-review": job(z.object({ clientId: z.uuid() }), ({ clientId }) => showVatReview(clientId)),
  "billing.invoice-overages": plainJob(invoiceOverages),
  "billing.issue-month": job(
    z.object({ clientId: z.uuid(), invoiceId: z.uuid() }),
    async ({ clientId, invoiceId }) => {
      if (!(await issueMonth(clientId, invoiceId)))
        throw new Error("Stripe can't make the month's invoice yet");
    },
  ),
  "billing.issue-waiting": plainJob(issueWaiting),
  "billing.notice-given": job(
    z.object({ clientId: z.uuid(), contractId: z.uuid() }),
    ({ clientId, contractId }) => tellNotice(clientId, contractId),
  ),
  "billing.reconcile-payments": plainJob(reconcilePayments),
  "billing.watch-stripe": plainJob(watchStripe),
  "billing.ask-for-signature": job(orderKey, ({ clientId, orderId }) => requestSignature(clientId, orderId)),
  "signed-hour-terms": job(signedSubject, ({ clientId }) => releaseOrders(clientId)),
} satisfies JobTable;

export const billingCrons: CronTable = [
  { task: "billing.reconcile-orders", at: "*/10 * * * *" },
  { task: "billing.sweep-topups", at: "* * * * *" },
  { task: "billing.warn-of-expiry", at: "10 7 * * *" },
  { task: "billing.invoice-overages", at: "50 5 * * *" },
  { task: "billing.remind-of-invoices", at: "20 6 * * *" },
  { task: "billing.issue-waiting", at: "5,15,25,35,45,55 * * * *" },
  { task: "billing.collect-months", at: "3,13,23,33,43,53 * * * *" },
  { task: "billing.credit-waiting", at: "7,17,27,37,47,57 * * * *" },
  { task: "billing.remind-of-months", at: "25 6 * * *" },
  { task: "billing.reconcile-payments", at: "40 3 * * *" },
  { task: "billing.watch-stripe", at: "14,44 * * * *" },
];

declare module "#app/platform/jobs.server.ts" {
  interface JobTables {
    billing: typeof billingJobs;
  }
}
