import { suspendTopups } from "#app/hours/ledger-topups.server.ts";
import { writeInvoiceClosed } from "#app/billing/bank-invoice/invoice-letters.server.ts";
import { askForSignature } from "#app/billing/ask-for-jobs.server.ts";
import { creditHours, invoiceData } from "#app/billing/credit-payment.server.ts";
import type { Order } from "#app/billing/order.ts";
import { askToSyncPayment } from "#app/billing/reconcile/payment-store.server.ts";
import { openTask } from "#app/billing/reconcile/task-store.server.ts";
import { notWanted } from "#app/billing/rules/topup-step.ts";
import { whySuspended } from "#app/billing/rules/topup-suspension.ts";
import { waitsForSignature } from "#app/billing/signed-terms/hour-terms.server.ts";
import { moveOrder, noteOnOrder } from "#app/billing/store.server.ts";
import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { findTopupSetting } from "./attempt-store.server.ts";
import type { SavedMethod } from "./method-store.server.ts";
import type { Ending } from "./step-topup.ts";
import type { SeenInvoice } from "./topup-invoice.server.ts";
import {
  writeTopupAction,
  writeTopupDebit,
  writeTopupDeclined,
  writeTopupInvoice,
  writeTopupSuspended,
  type StopReason,
} from "./topup-letters.server.ts";
import type { Work } from "./topup-stripe.server.ts";

/** The method that the payment was made with, by what Stripe shows; where it shows none, the one in use now. `saved` is null for one that the client never saved, of which only the type is known. */
export type UsedMethod = { saved: SavedMethod | null; type: string | null };

/** What an ending is applied with: what the worker saw, the method in use now, and the one that the payment was made with. */
type Context = Pick<Work, "seen" | "attempt"> & { presentMethod: SavedMethod | null } & {
  used: UsedMethod;
  at: Date;
};

/** Brings a top-up's order to the ending of the work on it, and writes the letters and the audit row of it. The attempt has been moved already. */
export function applyEnding(tx: Tx, order: Order, ending: Ending, context: Context): Promise<void> {
  const { attempt, seen, at } = context;
  const payUrl = seen?.facts.url ?? null;
  switch (ending.do) {
    case "await-bank":
      return markOnItsWay(tx, order, context);
    case "ask-person":
      return failOrder(tx, order, ending.code, context, () => writeTopupAction(tx, order, payUrl));
    case "retry":
      return failOrder(tx, order, ending.code, context, () =>
        writeTopupDeclined(tx, order, {
          methodId: context.used.saved?.id ?? null,
          payUrl,
          againAt: new Date(at.getTime() + ending.afterHours * 3_600_000),
        }),
      );
    case "suspend":
      return failOrder(tx, order, ending.code, context, () =>
        writeTopupSuspended(tx, order.clientId, {
          key: tryKey(attempt),
          reason: "declined",
          order,
          url: payUrl,
        }),
      );
    case "send-invoice":
      return sendInvoice(tx, order, context);
    case "leave-open":
      return failOrder(tx, order, "not-charged", context, () => writeInvoiceStillOpen(tx, order, context));
    case "close":
      return closeOrder(tx, order, ending.code, context);
    case "leave":
      return pendingPaymentFailed(order, seen)
        ? recordPendingFailure(tx, order, seen, at)
        : Promise.resolve();
    default:
      return Promise.resolve();
  }
}

/** Tells whether a payment under way has failed while its invoice is open; the order still says processing. */
export function pendingPaymentFailed(order: Order, seen: SeenInvoice | null): seen is SeenInvoice {
  return (
    order.state === "processing" &&
    seen?.truth.status === "open" &&
    seen.truth.payment.status !== "processing"
  );
}

function invoiceColumns(seen: SeenInvoice | null): object {
  return seen ? invoiceData(seen.facts) : {};
}

/** Names one try of an attempt under one idempotency key. A next try, or a resumed one, has a key of its own, so its letters are sent too. */
function tryKey({ id, tryNo, keyNo }: Context["attempt"]): string {
  return `${id}:${tryNo}:${keyNo}`;
}

async function markOnItsWay(tx: Tx, order: Order, { seen, used, attempt, at }: Context): Promise<void> {
  const columns = { ...invoiceColumns(seen), failure: null, paymentMethod: used.type };
  if (!(await moveOrder(tx, order, "processing", at, columns))) return;
  if (used.saved?.type === "sepa_debit")
    await writeTopupDebit(tx, order, { ...used.saved, key: tryKey(attempt), at });
  await audit(tx, order, "order.payment-on-its-way", { method: used.type });
}

/** The client asked for an invoice, and it is open: an order on trust is credited now; where its terms are not signed, the client is asked to sign first. */
async function sendInvoice(tx: Tx, order: Order, { seen, at }: Context): Promise<void> {
  const dueAt = seen?.dueAt ?? null;
  if (!(await moveOrder(tx, order, "invoiced", at, { ...invoiceColumns(seen), dueAt }))) return;
  if (order.onTrust && (await waitsForSignature(tx, order))) await askForSignature(tx, order);
  else if (order.onTrust && seen)
    await noteOnOrder(tx, order, at, {
      lotId: (await creditHours(tx, order, null, order.id, seen.truth.id)).lotId,
    });
  await writeTopupInvoice(tx, order, {
    url: seen?.facts.url ?? null,
    number: seen?.facts.number ?? null,
    dueAt,
  });
  await audit(tx, order, "order.invoiced", { minutes: order.minutes, onTrust: order.onTrust });
}

async function closeOrder(tx: Tx, order: Order, code: string, { seen, at }: Context): Promise<void> {
  // Queue a payment sync: hours credited on trust are taken back if the invoice is void.
  if (order.onTrust) await askToSyncPayment(tx, order);
  const columns = { ...invoiceColumns(seen), failure: `topup-${code}` };
  if (order.state === "open" || order.state === "invoiced")
    await moveOrder(tx, order, "cancelled", at, columns);
  // A debit on its way has failed: an order left in processing would count as hours to come for ever.
  else if (order.state === "processing") await moveOrder(tx, order, "failed", at, columns);
  else await noteOnOrder(tx, order, at, columns);
  if (order.origin === "topup_invoice" && order.state !== "open")
    await followUpClosedInvoice(tx, order, code, seen?.paidMinor ?? 0, at);
  await audit(tx, order, "topup.closed", { why: code });
}

/** An invoice already sent was voided or written off: opens a task if part was paid, tells the client, and suspends unless the client turned top-ups off. */
async function followUpClosedInvoice(
  tx: Tx,
  order: Order,
  code: string,
  paidMinor: number,
  at: Date,
): Promise<void> {
  const { id, clientId, number, currency } = order;
  if (paidMinor > 0)
    await openTask(tx, {
      kind: "void-part-paid",
      subject: id,
      clientId,
      detail: { order: number, orderId: id, amountMinor: paidMinor, currency },
    });
  if (code === notWanted) return writeInvoiceClosed(tx, order);
  await suspendTopups(tx, clientId, null, at);
  await writeTopupSuspended(tx, clientId, { key: id, reason: "voided", order: null, url: null });
}

/** The invoice of a charge can no longer be charged, because invoices were chosen instead, or top-ups are suspended: tells the client that it is still open. */
async function writeInvoiceStillOpen(
  tx: Tx,
  order: Order,
  { seen, attempt, presentMethod }: Context,
): Promise<void> {
  const { clientId } = order;
  const url = seen?.facts.url ?? null;
  const setting = await findTopupSetting(tx, clientId);
  if (setting?.mode === "invoice")
    return writeTopupInvoice(tx, order, {
      url,
      number: seen?.facts.number ?? null,
      dueAt: seen?.dueAt ?? null,
    });
  const reason = whyNotCharged(setting?.suspensionCause ?? null, presentMethod !== null);
  return writeTopupSuspended(tx, clientId, { key: tryKey(attempt), reason, order, url });
}

function whyNotCharged(suspension: string | null, hasMethod: boolean): StopReason {
  const why = whySuspended(suspension);
  if (why === "dispute") return "disputed";
  if (!hasMethod) return "method-gone";
  return why === "declined" ? "declined" : "suspended";
}

/** The payment under way failed: an order by invoice returns to invoiced, a charge becomes failed. */
async function recordPendingFailure(
  tx: Tx,
  order: Order,
  { facts, truth }: SeenInvoice,
  at: Date,
): Promise<void> {
  const reason = truth.payment.code ?? "declined";
  await moveOrder(tx, order, order.origin === "topup_invoice" ? "invoiced" : "failed", at, {
    ...invoiceData(facts),
    failure: order.origin === "topup_invoice" ? null : reason,
  });
  await audit(tx, order, "order.payment-failed", { reason }, "refused");
}

/** Marks the order failed, or notes the failure where it can't be, then writes its letter and the audit row. */
async function failOrder(
  tx: Tx,
  order: Order,
  code: string,
  { seen, at }: Context,
  writeLetter: () => Promise<void>,
): Promise<void> {
  const columns = { ...invoiceColumns(seen), failure: code };
  if (!(await moveOrder(tx, order, "failed", at, columns))) await noteOnOrder(tx, order, at, columns);
  await writeLetter();
  await audit(tx, order, "order.payment-failed", { reason: code }, "refused");
}

function audit(
  tx: Tx,
  order: Order,
  action: AuditAction,
  detail: Record<string, string | number | boolean | null>,
  result: "ok" | "refused" = "ok",
): Promise<void> {
  return appendAudit(tx, "system", {
    action,
    target: `order:${order.number}`,
    clientId: order.clientId,
    result,
    detail,
  });
}
