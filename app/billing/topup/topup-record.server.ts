import { suspendTopups, moveTopup } from "#app/hours/ledger-topups.server.ts";
import { keepBankAccount } from "#app/billing/bank-invoice/bank-account.server.ts";
import { checkInvoice } from "#app/billing/check-invoice.server.ts";
import type { Order } from "#app/billing/order.ts";
import { moveFor, moveForDoubt, moveTo } from "#app/billing/rules/topup-move.ts";
import { liftedByMethod } from "#app/billing/rules/topup-suspension.ts";
import { closeTask, openTask } from "#app/billing/reconcile/task-store.server.ts";
import { lockOrder, noteOnOrder } from "#app/billing/store.server.ts";
import { ConcurrentUpdateError } from "#app/platform/errors.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { log } from "#app/platform/log.server.ts";

import { applyEnding, pendingPaymentFailed, type UsedMethod } from "./apply-ending.server.ts";
import { type Attempt } from "./attempt-store.server.ts";
import { creditTopup } from "./credit-topup.server.ts";
import { findMethodEverSaved, type SavedMethod } from "./method-store.server.ts";
import type { TopupRecord, Ending } from "./step-topup.ts";
import { methodTypeOf } from "./topup-invoice.server.ts";
import type { Work } from "./topup-stripe.server.ts";

/** Writes down the work on one attempt in this database. `byWorker`: by the worker that claimed it; else by a sync, which only reads what Stripe says and may fail and run again. */
export function topupRecord(work: Work, byWorker: boolean): TopupRecord {
  const { attempt } = work;
  return {
    keepInvoice: ({ id }) => keepInvoice(work, id),
    end: (ending) => recordEnding(work, ending, byWorker),
    doubt: async (why) => {
      log.warn(
        { topup: attempt.id, why: why.note },
        "a top-up is in doubt: nothing else is charged until Stripe says how it stands",
      );
      // A sync records nothing: it throws, so that its job runs again.
      if (!byWorker) throw new Error(`top-up ${attempt.id} is undecided: ${why.note}`);
      await asSystem(async (tx) => {
        const version = await moveTopup(tx, attempt, moveForDoubt(why, now(), attempt), now());
        if (version !== null && why.needsPerson) await openStuckTask(tx, work.order, why.note);
      });
    },
  };
}

/** Stripe will answer the same each hour, until somebody puts right what it refuses. */
function openStuckTask(tx: Tx, { clientId, id, ...order }: Order, note: string): Promise<void> {
  const { number, grossMinor: amountMinor, currency } = order;
  return openTask(tx, {
    ...{ kind: "topup-stuck", subject: id, clientId },
    detail: { order: number, orderId: id, amountMinor, currency, what: note },
  });
}

async function keepInvoice({ attempt, order }: Work, invoice: string): Promise<boolean> {
  if (attempt.invoice === invoice) return true;
  try {
    const version = await asSystem((tx) => tieInvoice(tx, order, attempt, invoice));
    // topupStripe holds this same object: change it only after the commit.
    Object.assign(attempt, { version, invoice });
    return true;
  } catch (error) {
    if (error instanceof ConcurrentUpdateError) return false;
    throw error;
  }
}

async function tieInvoice(tx: Tx, order: Order, attempt: Attempt, invoice: string): Promise<number> {
  await noteOnOrder(tx, order, now(), { stripeInvoice: invoice });
  const version = await moveTopup(tx, attempt, moveTo(attempt, {}), now(), invoice);
  if (version === null) throw new ConcurrentUpdateError();
  return version;
}

/** Learns the account that the invoice is to be paid to, for its letter; when that fails, the letter goes without it. */
async function ensureBankAccount({ clientId, id }: Order): Promise<void> {
  await keepBankAccount(clientId, id).catch((error: unknown) =>
    log.warn({ order: id, error: String(error) }, "the account for a bank transfer is not known yet"),
  );
}

async function findUsedMethod({ order, charged, method, seen }: Work): Promise<UsedMethod> {
  if (charged) return { saved: charged, type: charged.type };
  const methodId = seen?.latest?.methodId ?? null;
  if (methodId === null) return { saved: method, type: method?.type ?? null };
  const saved = await asSystem((tx) => findMethodEverSaved(tx, order.clientId, methodId));
  return { saved, type: saved?.type ?? (await methodTypeOf(seen?.latest?.intentId ?? null)) };
}

/** The ending, except that a refused method (for good, or too often) doesn't suspend top-ups where another one has been saved since: the invoice is tried again at once with that. */
function unlessReplaced(ending: Ending, { saved }: UsedMethod, { method }: Work): Ending {
  const replaced =
    saved && method && saved.id !== method.id && liftedByMethod(fingerprintOrId(saved), method.fingerprint);
  return ending.do === "suspend" && replaced ? { do: "retry", afterHours: 0, code: ending.code } : ending;
}

/** What a suspension keeps of a refused method. */
function fingerprintOrId({ fingerprint, id }: SavedMethod): string {
  return fingerprint ?? id;
}

async function recordEnding(work: Work, planned: Ending, byWorker: boolean): Promise<void> {
  if (planned.do === "credit") return creditTopup(work);
  const used =
    planned.do === "await-bank" || planned.do === "retry" || planned.do === "suspend"
      ? await findUsedMethod(work)
      : { saved: null, type: null };
  const ending = unlessReplaced(planned, used, work);
  if (ending.do === "send-invoice") await ensureBankAccount(work.order);
  const at = now();
  const move = moveFor(ending, at, work.attempt);
  if (!move) return;
  // `leave` only sets when an attempt that waits for a person is read again (moveFor), which is the worker's to do.
  if (ending.do === "leave" && !byWorker && !pendingPaymentFailed(work.order, work.seen)) return;
  await asSystem(async (tx) => {
    const order = await lockOrder(tx, work.order.clientId, work.order.id);
    if (!order || order.state === "paid") return;
    if ((await moveTopup(tx, work.attempt, move, at)) === null) return;
    await closeTask(tx, "topup-stuck", order.id);
    // After moveTopup or before: the attempt stays open, so no next one can be made in between.
    if (ending.do === "suspend")
      await suspendTopups(tx, order.clientId, used.saved && fingerprintOrId(used.saved), at);
    await applyEnding(tx, order, ending, { ...work, presentMethod: work.method, used, at });
    if (work.seen) await checkInvoice(tx, order, work.seen.facts);
  });
}
