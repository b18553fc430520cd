import { resumeTopups, moveTopup } from "#app/hours/ledger-topups.server.ts";
import { settleInvoice } from "#app/billing/bank-invoice/sync-invoice.server.ts";
import { creditPayment, invoiceData } from "#app/billing/credit-payment.server.ts";
import type { Order } from "#app/billing/order.ts";
import { refuseMismatch, type Mismatch } from "#app/billing/refuse-mismatch.server.ts";
import { isClosed, moveFor, moveForMismatch } from "#app/billing/rules/topup-move.ts";
import { whySuspended } from "#app/billing/rules/topup-suspension.ts";
import { holdForSignature, waitsForSignature } from "#app/billing/signed-terms/hour-terms.server.ts";
import { paymentMismatch } from "#app/billing/rules/session-outcome.ts";
import { lockOrder } from "#app/billing/store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";

import { findAttempt, findTopupSetting, findTopupUse } from "./attempt-store.server.ts";
import type { Work } from "./topup-stripe.server.ts";
import { readPayment, type SeenInvoice } from "./topup-invoice.server.ts";
import { writeCapReached } from "./topup-letters.server.ts";

/** Credits the paid invoice of a top-up, once, whoever brings the news; hours, order, attempt, letters and audit together. */
export async function creditTopup({ order, seen, buyer }: Work): Promise<void> {
  if (!seen) throw new Error("a top-up is credited by its invoice");
  const payment = await readPayment(seen.paidIntent);
  await asSystem(async (tx) => {
    const present = await lockOrder(tx, order.clientId, order.id);
    if (!present) return;
    const mismatch = paymentMismatch(
      { currency: present.currency, grossMinor: present.grossMinor, customerId: buyer.stripeCustomerId },
      { currency: seen.currency, amountMinor: seen.totalMinor, customerId: seen.customerId },
    );
    if (mismatch)
      return holdMismatch(tx, present, {
        mismatch,
        amountMinor: seen.totalMinor,
        currency: seen.currency,
        isRefunded: payment.isRefunded,
      });
    await credit(tx, present, seen, payment.method);
  });
}

/** Records the mismatch; locks the account before the audit chain. */
async function holdMismatch(tx: Tx, order: Order, paid: Mismatch): Promise<void> {
  const at = now();
  const attempt = await findAttempt(tx, order.clientId, order.id);
  if (attempt) await moveTopup(tx, attempt, moveForMismatch(paid.isRefunded, at, attempt), at);
  await refuseMismatch(tx, order, paid);
}

async function credit(tx: Tx, order: Order, seen: SeenInvoice, method: string | null): Promise<void> {
  const at = now();
  if (order.state !== "paid" && (await waitsForSignature(tx, order)))
    return hold(tx, order, seen, method ?? "bank_transfer");
  const before = await findTopupSetting(tx, order.clientId);
  // One invoice is one credit, also when money came to it in parts.
  if (order.onTrust) await settleInvoice(tx, order, seen.truth.id, method ?? "bank_transfer");
  else if (order.state !== "paid") {
    await creditPayment(tx, order, {
      checkoutId: null,
      order: { clientId: order.clientId, id: order.id },
      outcome: "paid",
      currency: seen.currency,
      amountMinor: seen.totalMinor,
      customerId: seen.customerId,
      paymentIntent: seen.paidIntent,
      method: method ?? "bank_transfer",
      failure: null,
      isRefunded: false,
      invoice: seen.facts,
    });
  }
  const attempt = await findAttempt(tx, order.clientId, order.id);
  if (!attempt || attempt.status === "succeeded") return;
  // Before moveTopup, which may open the next attempt and change the use.
  const setting = await findTopupSetting(tx, order.clientId);
  const use = await findTopupUse(tx, order.clientId, at);
  if (
    setting &&
    (use.count >= setting.maxPer30d ||
      (setting.maxMinorPer30d !== null && use.grossMinor + order.grossMinor > setting.maxMinorPer30d))
  )
    await writeCapReached(tx, order, setting, use);
  const move = moveFor({ do: "credit" }, at, attempt);
  if (move) await moveTopup(tx, attempt, move, at);
  // Lifts a suspension by decline or by the system (suspendedFingerprint null): the invoice was paid after all. A dispute goes on.
  if (!before?.suspendedAt || whySuspended(before.suspendedFingerprint) === "dispute") return;
  await resumeTopups(tx, order.clientId, at);
  await appendAudit(tx, "system", {
    action: "topup.resumed",
    target: `client:${order.clientId}`,
    clientId: order.clientId,
    detail: { why: "invoice paid" },
  });
}

/** The terms are not signed yet: the attempt stays open, so that nothing more is topped up, and the signature credits it. */
async function hold(tx: Tx, order: Order, seen: SeenInvoice, method: string): Promise<void> {
  await holdForSignature(tx, order, method, {
    ...invoiceData(seen.facts),
    stripePaymentIntent: seen.paidIntent,
  });
  const attempt = await findAttempt(tx, order.clientId, order.id);
  const move = attempt && moveFor({ do: "park" }, now(), attempt);
  if (attempt && move && !isClosed(attempt.status)) await moveTopup(tx, attempt, move, now());
}
