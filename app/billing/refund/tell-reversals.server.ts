import type { Synced } from "#app/hours/ledger.server.ts";
import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { findPaymentHours, type LedgerPayment } from "#app/billing/reconcile/payment-store.server.ts";
import type { Order } from "#app/billing/order.ts";
import {
  closeTask,
  closeTasksById,
  listOrderTasks,
  openTask,
} from "#app/billing/reconcile/task-store.server.ts";
import { answeredBy } from "#app/billing/rules/answered-refunds.ts";
import { isFinal, type Reversal } from "#app/billing/rules/reversal.ts";

import { suspendForDispute, areTopupsSuspended } from "./suspend-topups.server.ts";
import {
  writeDispute,
  writeDisputeForClient,
  writeRefundFailed,
  writeRefundMade,
  type LetterAbout,
} from "./reversal-letters.server.ts";

type News = {
  payment: LedgerPayment;
  order: Order | null;
  before: Reversal[];
  now: Reversal[];
  synced: Synced;
};

/** Tells whom it concerns what is new of a payment's refunds and disputes, each state once: letters, tasks, rows in the audit log. */
export async function tellReversals(tx: Tx, news: News): Promise<void> {
  const hours = await findPaymentHours(tx, news.payment);
  const fresh = news.now.filter(
    (one) => news.before.find((old) => old.stripeId === one.stripeId)?.state !== one.state,
  );
  for (const reversal of fresh) await tell(tx, { ...news, reversal, hours });
  if (fresh.some(isFinal)) await closeAnswered(tx, news);
}

const wantsBack = ["refund-failed", "refund-refused", "void-part-paid"] as const;

/** The tasks that asked for money to go back, once it has: by whatever way it went. */
async function closeAnswered(tx: Tx, { payment, order, now: reversals }: News): Promise<void> {
  if (!order) return;
  const tasks = await listOrderTasks(tx, order.clientId, order.id, [...wantsBack, "paid-twice"]);
  const wanted = tasks.filter(({ kind }) => kind !== "paid-twice");
  const backMinor = reversals.filter(isFinal).reduce((sum, one) => sum + one.amountMinor, 0);
  // Of an order that was paid twice, one payment went back whole.
  const twice = backMinor >= payment.grossMinor ? tasks.filter(({ kind }) => kind === "paid-twice") : [];
  await closeTasksById(tx, [...answeredBy(wanted, reversals), ...twice.map(({ id }) => id)]);
}

function tell(tx: Tx, about: LetterAbout): Promise<void> {
  const { reversal } = about;
  if (reversal.kind === "dispute") return tellDispute(tx, about);
  if (isFinal(reversal)) return tellRefund(tx, about);
  return reversal.state === "failed" || reversal.state === "canceled"
    ? tellFailure(tx, about)
    : Promise.resolve();
}

const subjectOf = ({ payment, reversal, order }: LetterAbout) => ({
  clientId: payment.clientId,
  subject: reversal.stripeId,
  detail: {
    order: order?.number ?? null,
    orderId: order?.id ?? null,
    amountMinor: reversal.amountMinor,
    currency: payment.currency,
  },
});

function note(
  tx: Tx,
  { payment, order, reversal }: LetterAbout,
  action: AuditAction,
  detail: Record<string, string | number | null> = {},
): Promise<void> {
  return appendAudit(tx, "system", {
    action,
    target: order ? `order:${order.number}` : `payment:${payment.id}`,
    clientId: payment.clientId,
    detail: { amountMinor: reversal.amountMinor, stripe: reversal.stripeId, ...detail },
  });
}

async function tellRefund(tx: Tx, about: LetterAbout): Promise<void> {
  await writeRefundMade(tx, about);
  await note(tx, about, "order.refunded", {
    takenMinutes: about.hours?.takenMinutes ?? 0,
    owedMinutes: about.synced.owedMinutes,
  });
}

async function tellFailure(tx: Tx, about: LetterAbout): Promise<void> {
  await openTask(tx, { kind: "refund-failed", ...subjectOf(about) });
  await writeRefundFailed(tx, about);
  await note(tx, about, "order.refund-failed", { reason: about.reversal.reason });
}

async function tellDispute(tx: Tx, about: LetterAbout): Promise<void> {
  const { reversal, payment } = about;
  const over =
    reversal.state === "won" ||
    reversal.state === "lost" ||
    reversal.state === "warning_closed" ||
    reversal.state === "prevented";
  if (over) {
    await closeTask(tx, "dispute", reversal.stripeId);
  } else {
    const { detail, ...subject } = subjectOf(about);
    await openTask(tx, {
      kind: "dispute",
      ...subject,
      detail: { ...detail, dueAt: reversal.dueAt?.toISOString() ?? null, state: reversal.state },
    });
    await suspendForDispute(tx, payment.clientId);
  }
  await writeDispute(tx, about, over);
  await writeDisputeForClient(tx, about, await areTopupsSuspended(tx, payment.clientId));
  await note(tx, about, over ? "order.dispute-closed" : "order.disputed", {
    state: reversal.state,
    heldMinutes: about.synced.heldMinutes,
  });
}
