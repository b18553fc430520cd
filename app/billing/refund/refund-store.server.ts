import type { RefundRequestGetPayload } from "#app/platform/generated/prisma/models.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** What staff asked to be paid back, and how far it got; minor units with VAT. */
export type RefundRequest = RefundRequestGetPayload<object>;

/** One request; null when the client has none of that id. */
export function findRefund(tx: Tx, clientId: string, id: string): Promise<RefundRequest | null> {
  return tx.refundRequest.findUnique({ where: { clientId_id: { clientId, id } } });
}

/** The requests of an order, oldest first. */
export function listRefunds(tx: Tx, clientId: string, orderId: string): Promise<RefundRequest[]> {
  return tx.refundRequest.findMany({
    where: { clientId, orderId },
    orderBy: [{ askedAt: "asc" }, { id: "asc" }],
  });
}

type Key = Pick<RefundRequest, "clientId" | "id">;

/** Writes what became of a request that waits; false when somebody else has written it already. */
export async function moveRefund(
  tx: Tx,
  { clientId, id }: Key,
  state: "sent" | "refused",
  at: Date,
  data: Partial<
    Pick<RefundRequest, "stripeRefund" | "stripeCreditNote" | "creditNoteNumber" | "creditNotePdf" | "error">
  >,
): Promise<boolean> {
  const { count } = await tx.refundRequest.updateMany({
    where: { clientId, id, state: "asked" },
    data: { ...data, state, updatedAt: at },
  });
  return count === 1;
}

/** The old key's answer was final: the next try takes a new one. Counts once an attempt. */
export async function nextRefundAttempt(
  tx: Tx,
  { clientId, id, attempt }: Pick<RefundRequest, "clientId" | "id" | "attempt">,
  at: Date,
  error: string,
): Promise<void> {
  await tx.refundRequest.updateMany({
    where: { clientId, id, state: "asked", attempt },
    data: { attempt: attempt + 1, error, updatedAt: at },
  });
}

/** Keeps a refund that is asked for. */
export async function appendRefund(
  tx: Tx,
  {
    clientId,
    formKey,
    orderId,
    amountMinor,
    reason,
    askedBy,
    at,
  }: {
    clientId: string;
    formKey: string;
    orderId: string;
    amountMinor: number;
    reason: string;
    askedBy: string;
    at: Date;
  },
) {
  return tx.refundRequest.create({
    data: {
      clientId,
      id: formKey,
      orderId,
      amountMinor,
      reason,
      askedBy,
      askedAt: at,
      updatedAt: at,
    },
  });
}

/** What took money back of some of a client's orders. */
export async function listReversalsOf(tx: Tx, clientId: string, ids: string[]) {
  return tx.paymentReversal.findMany({
    where: { clientId, paymentId: { in: ids } },
    select: { paymentId: true, kind: true, state: true, amountMinor: true },
  });
}

/** The refunds of some of a client's orders that came to Stripe, the oldest first. */
export async function listSentRefunds(tx: Tx, clientId: string, ids: string[]) {
  return tx.refundRequest.findMany({
    where: { clientId, orderId: { in: ids }, state: "sent" },
    orderBy: { askedAt: "asc" },
  });
}
