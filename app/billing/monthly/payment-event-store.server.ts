import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

import type { MonthInvoice } from "./month-invoice.ts";

type Key = Pick<MonthInvoice, "clientId" | "id">;

/** What becomes of an invoice's money after Stripe's invoice was paid; its id at Stripe is that of the payment page, or of the dispute. */
type PaymentEvent = "paid_again" | "taken_back" | "given_back";

/** Keeps such news of a locked invoice for good; false where it is known already. */
export async function keepPaymentEvent(
  tx: Tx,
  { clientId, id }: Key,
  kind: PaymentEvent,
  stripeId: string,
): Promise<boolean> {
  const { count } = await tx.monthPaymentEvent.createMany({
    data: [{ clientId, invoiceId: id, kind, stripeId, notedAt: now() }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** Tells whether such news of an invoice is known. */
export async function isPaymentEventKnown(
  tx: Tx,
  { clientId, id }: Key,
  kind: PaymentEvent,
  stripeId: string,
): Promise<boolean> {
  return (await tx.monthPaymentEvent.count({ where: { clientId, invoiceId: id, kind, stripeId } })) > 0;
}

/** The ids at Stripe of all that brought an invoice's money once more. */
export async function listMoneyBrought(tx: Tx, { clientId, id }: Key): Promise<string[]> {
  const rows = await tx.monthPaymentEvent.findMany({
    where: { clientId, invoiceId: id, kind: { in: ["paid_again", "given_back"] } },
    select: { stripeId: true },
  });
  return rows.map(({ stripeId }) => stripeId);
}
