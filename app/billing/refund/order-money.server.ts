import { findPaymentHours } from "#app/billing/reconcile/payment-store.server.ts";
import type { Order } from "#app/billing/order.ts";
import { listReversalsOf, listSentRefunds } from "#app/billing/refund/refund-store.server.ts";
import { moneyBack, worthOfUnused, type MoneyBack } from "#app/billing/rules/refundable.ts";
import { isFinal, isOpenDispute, type Reversal } from "#app/billing/rules/reversal.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { findRefundable } from "./ask-refund.server.ts";
import type { RefundRequest } from "./refund-store.server.ts";

/** One refund, dispute or credit note of an order as people see it; minor units. A `request` has not come to Stripe, or Stripe refused it. */
export type MoneyRow = {
  key: string;
  kind: Reversal["kind"] | "request";
  state: string;
  amountMinor: number;
  at: Date;
  dueAt: Date | null;
  reason: string | null;
  creditNote: { number: string; pdf: string | null } | null;
  /** Stripe's own words for refusing a request; for staff alone. */
  stripeSaid?: string | null;
};

/** What went back of an order's money, what that did to its hours, and what can still go back. */
export async function describeMoney(tx: Tx, order: Order) {
  const { reversals, requests, leftMinor } = await findRefundable(tx, order);
  const hours = await findPaymentHours(tx, order);
  const backMinor = reversals.filter(isFinal).reduce((sum, one) => sum + one.amountMinor, 0);
  return {
    rows: rowsOf(reversals, requests),
    hours,
    backMinor: Math.min(backMinor, order.grossMinor),
    leftMinor,
    back: moneyBack(order.grossMinor, backMinor),
    unusedMinor: hours
      ? Math.min(leftMinor, worthOfUnused(order.grossMinor, order.minutes, hours.remainingMinutes))
      : 0,
    isDisputed: reversals.some(isOpenDispute),
    hasFailed:
      reversals.some(({ kind, state }) => kind === "refund" && state === "failed") && backMinor === 0,
  };
}

export type OrderMoney = Awaited<ReturnType<typeof describeMoney>>;

/** What went back of some of a client's orders, each by its id: how much of it, and the credit notes that say so. */
export async function listBack(
  tx: Tx,
  clientId: string,
  orders: readonly Pick<Order, "id" | "grossMinor">[],
): Promise<Map<string, { back: MoneyBack; creditNotes: CreditNote[] }>> {
  const ids = orders.map(({ id }) => id);
  const reversals = await listReversalsOf(tx, clientId, ids);
  const requests = await listSentRefunds(tx, clientId, ids);
  return new Map(
    orders.map(({ id, grossMinor }) => {
      const final = reversals.filter((one) => one.paymentId === id && isFinal(one));
      const back = moneyBack(
        grossMinor,
        final.reduce((sum, one) => sum + one.amountMinor, 0),
      );
      return [
        id,
        {
          back,
          creditNotes: requests
            .filter(({ orderId }) => orderId === id)
            .flatMap((request) => noteOf(request) ?? []),
        },
      ];
    }),
  );
}

type CreditNote = NonNullable<MoneyRow["creditNote"]>;

function rowsOf(reversals: Reversal[], requests: RefundRequest[]): MoneyRow[] {
  const made = reversals.map(({ stripeId, openedAt, ...one }): MoneyRow => {
    const request = requests.find(
      ({ stripeRefund, stripeCreditNote }) => stripeRefund === stripeId || stripeCreditNote === stripeId,
    );
    return {
      ...one,
      key: stripeId,
      at: openedAt,
      reason: request?.reason ?? null,
      creditNote: noteOf(request),
    };
  });
  const waiting = requests
    .filter(
      ({ stripeRefund, stripeCreditNote }) =>
        !reversals.some(({ stripeId }) => stripeId === stripeRefund || stripeId === stripeCreditNote),
    )
    .map((request): MoneyRow => ({
      key: request.id,
      kind: "request",
      state: request.state,
      amountMinor: request.amountMinor,
      at: request.askedAt,
      dueAt: null,
      reason: request.reason,
      creditNote: noteOf(request),
    }));
  return [...made, ...waiting].sort((one, other) => other.at.getTime() - one.at.getTime());
}

function noteOf(request: RefundRequest | undefined): MoneyRow["creditNote"] {
  return request?.creditNoteNumber ? { number: request.creditNoteNumber, pdf: request.creditNotePdf } : null;
}
