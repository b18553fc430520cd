import { may } from "#app/identity/permission.ts";
import { billingAccess } from "#app/billing/access.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { listReversals } from "#app/billing/reconcile/payment-store.server.ts";
import type { Order } from "#app/billing/order.ts";
import { appendRefund } from "#app/billing/refund/refund-store.server.ts";
import { refundableMinor } from "#app/billing/rules/refundable.ts";
import { isOpenDispute } from "#app/billing/rules/reversal.ts";
import { lockOrder } from "#app/billing/store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { findRefund, listRefunds, type RefundRequest } from "./refund-store.server.ts";
import { sendRefund } from "./send-refund.server.ts";

type AskRefund = { orderId: string; clientId: string; formKey: string; amountMinor: number; reason: string };
export type RefundRefusal = "may-not" | "not-paid" | "too-much" | "disputed" | "other-refund";

/** Staff pay an order back in whole or in part, with a reason. Kept first, then sent; when Stripe gives no answer a job goes on. A form sent twice is one refund. */
export async function askRefund(
  scope: StaffScope,
  wanted: AskRefund,
): Promise<Result<RefundRequest, RefundRefusal>> {
  if (!may(scope, billingAccess.handleMoney)) return refuse("may-not");
  const kept = await inScope(scope, (tx) => askRefundInside(tx, scope, scope.userId, wanted));
  if (kept.ok && kept.value.state === "asked") await sendRefund(wanted.clientId, wanted.formKey, true);
  return kept;
}

/** Keeps a refund inside a transaction that has more to do; a job sends it within a minute. `askedBy` is the person behind it, also where a job asks. */
export async function askRefundInside(
  tx: Tx,
  actor: StaffScope | "system",
  askedBy: string,
  { orderId, clientId, formKey, amountMinor, reason }: AskRefund,
): Promise<Result<RefundRequest, RefundRefusal>> {
  // The order's lock: two refunds at once can't both fit what is left.
  const order = await lockOrder(tx, clientId, orderId);
  const known = await findRefund(tx, clientId, formKey);
  if (known)
    return known.orderId === orderId && known.amountMinor === amountMinor
      ? ok(known)
      : refuse("other-refund");
  const refusal = order ? await whyNot(tx, order, amountMinor) : "not-paid";
  if (!order || refusal) return refuse(refusal ?? "not-paid");
  const at = now();
  const request = await appendRefund(tx, { clientId, formKey, orderId, amountMinor, reason, askedBy, at });
  await enqueue(
    tx,
    "billing.send-refund",
    { clientId, refundId: formKey },
    { key: `send-refund:${formKey}`, runAt: new Date(at.getTime() + 30_000) },
  );
  await appendAudit(tx, actor, {
    action: "order.refund-asked",
    target: `order:${order.number}`,
    clientId,
    detail: { amountMinor, reason },
  });
  return ok(request);
}

async function whyNot(tx: Tx, order: Order, amountMinor: number): Promise<RefundRefusal | null> {
  if (order.state !== "paid" || (order.paymentIntent === null && order.invoice === null)) return "not-paid";
  const { reversals, leftMinor } = await findRefundable(tx, order);
  if (reversals.some(isOpenDispute)) return "disputed";
  return amountMinor > leftMinor ? "too-much" : null;
}

/** What can still be paid back of an order in minor units, and what took money back before. */
export async function findRefundable(tx: Tx, order: Order) {
  const reversals = await listReversals(tx, order.clientId, { paymentId: order.id });
  const requests = await listRefunds(tx, order.clientId, order.id);
  const askedMinor = requests
    .filter(
      ({ state, stripeRefund, stripeCreditNote }) =>
        state === "asked" ||
        (state === "sent" &&
          !reversals.some(({ stripeId }) => stripeId === stripeRefund || stripeId === stripeCreditNote)),
    )
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const leftMinor =
    order.state === "paid" ? refundableMinor({ paidMinor: order.grossMinor, reversals, askedMinor }) : 0;
  return { reversals, requests, leftMinor };
}
