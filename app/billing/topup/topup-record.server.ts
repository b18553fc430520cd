import { suspendTopups, moveTopup } from "#app/hours/ledger-topups.server.ts";
import { writeInvoiceClosed } from "#app/billing/bank-invoice/invoice-letters.server.ts";
import { checkInvoice } from "#app/billing/check-invoice.server.ts";
import { creditHours, invoiceData } from "#app/billing/credit-payment.server.ts";
import type { Order } from "#app/billing/order.ts";
import { wantPayment } from "#app/billing/reconcile/payment-store.server.ts";
import { moveFor, moveForDoubt } from "#app/billing/rules/topup-move.ts";
import { liftedByMethod } from "#app/billing/rules/topup-suspension.ts";
import { notWanted } from "#app/billing/rules/topup-step.ts";
import { askForSignature, waitsForSignature } from "#app/billing/signed-terms/hour-terms.server.ts";
import { lockOrder, moveOrder, noteOnOrder } from "#app/billing/store.server.ts";
import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { keepBankAccount } from "#app/billing/bank-invoice/bank-account.server.ts";
import { openTask } from "#app/billing/reconcile/task-store.server.ts";
import { log } from "#app/platform/log.server.ts";

import { AttemptMovedElsewhere, findTopupSetting, type Attempt } from "./attempt-store.server.ts";
import { creditTopup } from "./credit-topup.server.ts";
import type { TopupRecord, Ending } from "./step-topup.ts";
import { findMethodEverSaved, type SavedMethod } from "./method-store.server.ts";
import type { Work } from "./topup-stripe.server.ts";
import { methodOf, type SeenInvoice } from "./topup-invoice.server.ts";
import {
  writeTopupAction,
  writeTopupDeclined,
  writeTopupDebit,
  writeTopupInvoice,
  writeTopupStopped,
} from "./topup-letters.server.ts";

/** What is written down about one attempt; `claimed` by a worker, or only looked at because there is news. */
export function topupRecord(work: Work, claimed: boolean): TopupRecord {
  const { attempt } = work;
  return {
    keepInvoice: ({ id }) => keepInvoice(work, id),
    end: (ending) => recordEnding(work, ending, claimed),
    doubt: async (why) => {
      log.warn(
        { topup: attempt.id, why: why.note },
        "a top-up is in doubt: nothing else is charged until Stripe says how it stands",
      );
      if (!claimed) throw new Error(`top-up ${attempt.id} is undecided: ${why.note}`);
      await asSystem((tx) => moveTopup(tx, attempt, moveForDoubt(why, now(), attempt), now()));
    },
  };
}

async function keepInvoice(work: Work, invoice: string): Promise<boolean> {
  const { attempt, order } = work;
  if (attempt.invoice === invoice) return true;
  try {
    const version = await asSystem((tx) => tieInvoice(tx, order, attempt, invoice));
    // topupStripe holds this same object: change it only after the commit.
    work.attempt = Object.assign(attempt, { version, invoice });
    return true;
  } catch (error) {
    if (error instanceof AttemptMovedElsewhere) return false;
    throw error;
  }
}

async function tieInvoice(tx: Tx, order: Order, attempt: Attempt, invoice: string): Promise<number> {
  await noteOnOrder(tx, order, now(), { stripeInvoice: invoice });
  const version = await moveTopup(
    tx,
    attempt,
    { status: attempt.status, notBefore: null, note: null, tryNo: attempt.tryNo },
    now(),
    invoice,
  );
  if (version === null) throw new AttemptMovedElsewhere();
  return version;
}

/** The letter about an invoice says which account it is to be paid to. Where that can't be learnt now, the letter goes without. */
async function ensureBankAccount({ clientId, id }: Order): Promise<void> {
  await keepBankAccount(clientId, id).catch((error: unknown) =>
    log.warn({ order: id, error: String(error) }, "the account for a bank transfer is not known yet"),
  );
}

/** The method of the payment that Stripe shows: a saved one, in use or not, or else only its type. */
type UsedMethod = { saved: SavedMethod | null; type: string | null };

async function findUsedMethod({ order, charged, method, seen }: Work): Promise<UsedMethod> {
  if (charged) return { saved: charged, type: charged.type };
  const methodId = seen?.latest?.methodId ?? null;
  if (methodId === null) return { saved: method, type: method?.type ?? null };
  const saved = await asSystem((tx) => findMethodEverSaved(tx, order.clientId, methodId));
  return { saved, type: saved?.type ?? (await methodOf(seen?.latest?.intentId ?? null)) };
}

/** A method that was refused is no reason to stop where another one has been saved since: the invoice is tried once more at once, with that. */
function unlessReplaced(ending: Ending, { saved }: UsedMethod, { method }: Work): Ending {
  const replaced =
    saved && method && saved.id !== method.id && liftedByMethod(markOf(saved), method.fingerprint);
  return ending.do === "suspend" && replaced ? { do: "retry", afterHours: 0, code: ending.code } : ending;
}

function markOf({ fingerprint, id }: SavedMethod): string {
  return fingerprint ?? id;
}

async function recordEnding(work: Work, planned: Ending, claimed: boolean): Promise<void> {
  if (planned.do === "credit") return creditTopup(work);
  const used =
    planned.do === "park" || planned.do === "suspend"
      ? await findUsedMethod(work)
      : { saved: null, type: null };
  const ending = unlessReplaced(planned, used, work);
  if (ending.do === "send-invoice" && work.order.origin === "topup_invoice")
    await ensureBankAccount(work.order);
  const at = now();
  const move = moveFor(ending, at, work.attempt);
  if (!move || (ending.do === "rest" && !claimed && !cameBack(work.order, work.seen))) return;
  await asSystem(async (tx) => {
    const order = await lockOrder(tx, work.order.clientId, work.order.id);
    if (!order || order.state === "paid") return;
    if ((await moveTopup(tx, work.attempt, move, at)) === null) return;
    if (ending.do === "suspend")
      await suspendTopups(tx, order.clientId, used.saved && markOf(used.saved), at);
    await applyToOrder(tx, order, work, used, ending, at);
    if (work.seen) await checkInvoice(tx, order, work.seen.facts);
  });
}

async function applyToOrder(
  tx: Tx,
  order: Order,
  work: Work,
  used: UsedMethod,
  ending: Ending,
  at: Date,
): Promise<void> {
  const { seen, attempt } = work;
  const facts = seen ? invoiceData(seen.facts) : {};
  const hosted = seen?.facts.url ?? null;
  switch (ending.do) {
    case "park": {
      if (
        await moveOrder(tx, order, "processing", at, {
          ...facts,
          failure: null,
          paymentMethod: used.type,
        })
      ) {
        if (used.saved?.type === "sepa_debit") await writeTopupDebit(tx, order, used.saved, at);
        await audit(tx, order, "order.payment-on-its-way", { method: used.type });
      }
      return;
    }
    case "ask-person":
      return asFailed(tx, order, at, facts, ending.code, () => writeTopupAction(tx, order, hosted));
    case "retry":
      return asFailed(tx, order, at, facts, ending.code, () =>
        writeTopupDeclined(tx, order, hosted, new Date(at.getTime() + ending.afterHours * 3_600_000)),
      );
    case "suspend":
      return asFailed(tx, order, at, facts, ending.code, () =>
        writeTopupStopped(tx, order.clientId, { key: attempt.id, reason: "declined", order, url: hosted }),
      );
    case "send-invoice": {
      if (order.origin !== "topup_invoice")
        return asFailed(tx, order, at, facts, "suspended", () =>
          writeInvoiceStillOpen(tx, order, work, hosted),
        );
      if (!(await moveOrder(tx, order, "invoiced", at, { ...facts, dueAt: seen?.dueAt ?? null }))) return;
      if (order.onTrust && (await waitsForSignature(tx, order))) await askForSignature(tx, order);
      else if (order.onTrust && seen)
        await noteOnOrder(tx, order, at, {
          lotId: (await creditHours(tx, order, null, order.id, seen.truth.id)).lotId,
        });
      await writeTopupInvoice(tx, order, {
        url: hosted,
        number: seen?.facts.number ?? null,
        dueAt: seen?.dueAt ?? null,
      });
      return audit(tx, order, "order.invoiced", { minutes: order.minutes, onTrust: order.onTrust });
    }
    case "close": {
      // Queue a payment sync: hours credited on trust are taken back if the invoice is void.
      if (order.onTrust) await wantPayment(tx, order);
      const failure = `topup-${ending.code}`;
      if (order.state === "open" || order.state === "invoiced")
        await moveOrder(tx, order, "cancelled", at, { ...facts, failure });
      // A debit on its way has failed: an order left in processing would count as hours to come for ever.
      else if (order.state === "processing") await moveOrder(tx, order, "failed", at, { ...facts, failure });
      else await noteOnOrder(tx, order, at, { ...facts, failure });
      if (order.origin === "topup_invoice" && order.state !== "open")
        await takeInvoiceBack(tx, order, ending.code, seen?.paidMinor ?? 0, at);
      return audit(tx, order, "topup.closed", { why: ending.code });
    }
    case "rest":
      if (cameBack(order, seen)) await standOpenAgain(tx, order, seen, at);
      return;
    default:
      return;
  }
}

/** The invoice of a charge can no longer be charged: invoices were chosen instead, or the way to pay is gone or refused. Its people hear that it stands open. */
async function writeInvoiceStillOpen(tx: Tx, order: Order, work: Work, url: string | null): Promise<void> {
  const { clientId } = order;
  if ((await findTopupSetting(tx, clientId))?.mode === "invoice")
    return writeTopupInvoice(tx, order, {
      url,
      number: work.seen?.facts.number ?? null,
      dueAt: work.seen?.dueAt ?? null,
    });
  const reason = work.method ? "declined" : "no-method";
  return writeTopupStopped(tx, clientId, { key: order.id, reason, order, url });
}

/** Tells whether a payment under way has failed while its invoice is open; the order still says processing. */
function cameBack(order: Order, seen: SeenInvoice | null): seen is SeenInvoice {
  return (
    order.state === "processing" &&
    seen?.truth.status === "open" &&
    seen.truth.payment.status !== "processing"
  );
}

/** The invoice is open again: an order by invoice returns to invoiced, a charge becomes failed. */
async function standOpenAgain(tx: Tx, order: Order, { facts, truth }: SeenInvoice, at: Date): Promise<void> {
  const reason = truth.payment.code ?? "declined";
  await moveOrder(tx, order, order.origin === "topup_invoice" ? "invoiced" : "failed", at, {
    ...invoiceData(facts),
    failure: order.origin === "topup_invoice" ? null : reason,
  });
  await audit(tx, order, "order.payment-failed", { reason }, "refused");
}

/** An invoice already sent was voided: tells the client, opens a task if part was paid, and suspends unless the client turned top-ups off. */
async function takeInvoiceBack(
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
  await writeTopupStopped(tx, clientId, { key: id, reason: "voided", order: null, url: null });
}

/** Marks the order failed, runs `write` for its letter, and audits. */
async function asFailed(
  tx: Tx,
  order: Order,
  at: Date,
  facts: object,
  code: string,
  write: () => Promise<void>,
): Promise<void> {
  if (!(await moveOrder(tx, order, "failed", at, { ...facts, failure: code })))
    await noteOnOrder(tx, order, at, { ...facts, failure: code });
  await write();
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
