import { moveTopup, resumeTopups } from "#app/hours/ledger-topups.server.ts";
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
import { writeLastWithinCap } from "./topup-letters.server.ts";

/** Credits the paid invoice of a top-up, once, for whichever worker or webhook sees it first: hours, order, attempt, letters and audit in one transaction. */
export async function creditTopup({ order, seen, buyer }: Work): Promise<void> {
  if (!seen) throw new Error("a top-up can't be credited before its invoice was read");
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
    await credit(tx, present, seen, payment.methodType);
  });
}

/** Records that what was paid differs from the order. The attempt first: the account is locked before the audit chain. */
async function holdMismatch(tx: Tx, order: Order, paid: Mismatch): Promise<void> {
  const at = now();
  const attempt = await findAttempt(tx, order.clientId, order.id);
  if (attempt) await moveTopup(tx, attempt, moveForMismatch(paid.isRefunded, at, attempt), at);
  await refuseMismatch(tx, order, paid);
}

async function credit(tx: Tx, order: Order, seen: SeenInvoice, methodType: string | null): Promise<void> {
  const at = now();
  if (order.state !== "paid" && (await waitsForSignature(tx, order)))
    return holdUntilSigned(tx, order, seen, methodType ?? "bank_transfer");
  const setting = await findTopupSetting(tx, order.clientId);
  // An invoice is credited once, also when it was paid in parts.
  if (order.onTrust) await settleInvoice(tx, order, seen.truth.id, methodType ?? "bank_transfer");
  else if (order.state !== "paid") {
    await creditPayment(tx, order, {
      checkoutId: null,
      order: { clientId: order.clientId, id: order.id },
      outcome: "paid",
      currency: seen.currency,
      amountMinor: seen.totalMinor,
      customerId: seen.customerId,
      paymentIntent: seen.paidIntent,
      method: methodType ?? "bank_transfer",
      failure: null,
      isRefunded: false,
      invoice: seen.facts,
    });
  }
  const attempt = await findAttempt(tx, order.clientId, order.id);
  if (!attempt || attempt.status === "succeeded") return;
  // Before moveTopup, which may open the next attempt and change the use.
  const use = await findTopupUse(tx, order.clientId, at, attempt.id);
  if (
    setting &&
    (use.count >= setting.maxPer30d ||
      (setting.maxMinorPer30d !== null && use.grossMinor + order.grossMinor > setting.maxMinorPer30d))
  )
    await writeLastWithinCap(tx, order, setting, use);
  const move = moveFor({ do: "credit" }, at, attempt);
  if (move) await moveTopup(tx, attempt, move, at);
  // The invoice was paid after all: a suspension for a decline or by the system ends, one for a dispute stays.
  if (!setting?.suspendedAt || whySuspended(setting.suspensionCause) === "dispute") return;
  await resumeTopups(tx, order.clientId, at);
  await appendAudit(tx, "system", {
    action: "topup.resumed",
    target: `client:${order.clientId}`,
    clientId: order.clientId,
    detail: { why: "invoice paid" },
  });
}

/** Paid, but the terms are not signed yet: the attempt stays open, as while a bank decides, so that nothing more is topped up; the signature credits it. */
async function holdUntilSigned(tx: Tx, order: Order, seen: SeenInvoice, methodType: string): Promise<void> {
  await holdForSignature(tx, order, methodType, {
    ...invoiceData(seen.facts),
    stripePaymentIntent: seen.paidIntent,
  });
  const attempt = await findAttempt(tx, order.clientId, order.id);
  const move = attempt && moveFor({ do: "await-bank" }, now(), attempt);
  if (attempt && move && !isClosed(attempt.status)) await moveTopup(tx, attempt, move, now());
}
