import { suspendTopups, moveTopup } from "#app/hours/ledger-topups.server.ts";
import { writeInvoiceClosed } from "#app/billing/bank-invoice/invoice-letters.server.ts";
import { checkInvoice } from "#app/billing/check-invoice.server.ts";
import { creditHours, invoiceData } from "#app/billing/credit-payment.server.ts";
import type { Order } from "#app/billing/order.ts";
import { wantPayment } from "#app/billing/reconcile/payment-store.server.ts";
import { moveFor, moveForDoubt } from "#app/billing/rules/topup-move.ts";
import { notWanted } from "#app/billing/rules/topup-step.ts";
import { lockOrder, moveOrder, noteOnOrder } from "#app/billing/store.server.ts";
import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { keepBankAccount } from "#app/billing/bank-invoice/bank-account.server.ts";
import { openTask } from "#app/billing/reconcile/task-store.server.ts";
import { log } from "#app/platform/log.server.ts";

import { type Attempt } from "./attempt-store.server.ts";
import { creditTopup } from "./credit-topup.server.ts";
import type { TopupRecord, Ending } from "./drive-topup.ts";
import type { Work } from "./topup-stripe.server.ts";
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
    end: (ending) => end(work, ending, claimed),
    doubt: async (why) => {
      log.warn(
        { topup: attempt.id, why: why.note },
        "a top-up is in doubt: nothing else is charged until Stripe says how it stands",
      );
      if (!claimed) throw new Error(`Stripe gave no answer on top-up ${attempt.id}: ${why.note}`);
      await asSystem((tx) => moveTopup(tx, attempt, moveForDoubt(why, now(), attempt), now()));
    },
  };
}

async function keepInvoice(work: Work, invoice: string): Promise<boolean> {
  const { attempt, order } = work;
  if (attempt.invoice === invoice) return true;
  try {
    const version = await asSystem((tx) => tieInvoice(tx, order, attempt, invoice));
    // Both look at one attempt: only what is committed is known to whoever works on.
    work.attempt = Object.assign(attempt, { version, invoice });
    return true;
  } catch (error) {
    if (error instanceof Lost) return false;
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
  if (version === null) throw new Lost();
  return version;
}

/** Somebody else moved the attempt: what this one wrote is taken back. */
class Lost extends Error {}

/** The letter about an invoice says which account it is to be paid to. Where that can't be learnt now, the letter goes without. */
async function findBankAccount({ clientId, id }: Order): Promise<void> {
  await keepBankAccount(clientId, id).catch((error: unknown) =>
    log.warn({ order: id, error: String(error) }, "the account for a bank transfer is not known yet"),
  );
}

async function end(work: Work, ending: Ending, claimed: boolean): Promise<void> {
  if (ending.do === "credit") return creditTopup(work);
  if (ending.do === "send-invoice" && work.order.origin === "topup_invoice")
    await findBankAccount(work.order);
  const at = now();
  const move = moveFor(ending, at, work.attempt);
  if (!move || (ending.do === "rest" && !claimed)) return;
  await asSystem(async (tx) => {
    const order = await lockOrder(tx, work.order.clientId, work.order.id);
    if (!order || order.state === "paid") return;
    if ((await moveTopup(tx, work.attempt, move, at)) === null) return;
    if (ending.do === "suspend")
      await suspendTopups(tx, order.clientId, work.method?.fingerprint ?? work.method?.id ?? null, at);
    await note(tx, order, work, ending, at);
    if (work.seen) await checkInvoice(tx, order, work.seen.facts);
  });
}

async function note(
  tx: Tx,
  order: Order,
  { seen, attempt, method }: Work,
  ending: Ending,
  at: Date,
): Promise<void> {
  const facts = seen ? invoiceData(seen.facts) : {};
  const hosted = seen?.facts.url ?? null;
  switch (ending.do) {
    case "park": {
      if (
        await moveOrder(tx, order, "processing", at, {
          ...facts,
          failure: null,
          paymentMethod: method?.type ?? null,
        })
      ) {
        if (method?.type === "sepa_debit") await writeTopupDebit(tx, order, method, at);
        await audit(tx, order, "order.payment-on-its-way", { method: method?.type ?? null });
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
        return asFailed(tx, order, at, facts, "suspended", async () => undefined);
      if (!(await moveOrder(tx, order, "invoiced", at, { ...facts, dueAt: seen?.dueAt ?? null }))) return;
      if (order.onTrust && seen)
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
      // Hours that were there on trust go by what Stripe says of their invoice.
      if (order.onTrust) await wantPayment(tx, order);
      if (order.state === "open" || order.state === "invoiced")
        await moveOrder(tx, order, "cancelled", at, { ...facts, failure: `topup-${ending.code}` });
      else await noteOnOrder(tx, order, at, { ...facts, failure: `topup-${ending.code}` });
      if (order.state === "invoiced") await takeInvoiceBack(tx, order, ending.code, seen?.paidMinor ?? 0, at);
      return audit(tx, order, "topup.closed", { why: ending.code });
    }
    default:
      return;
  }
}

/** The invoice that the client had is no more: it hears so, the MSP has nothing to chase, and no other follows until somebody chooses anew. */
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

/** The bank did not pay: the order says so, a letter goes out, and it is on record. */
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
