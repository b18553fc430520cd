import type { BankAccount, Order } from "#app/billing/order.ts";
import { lockOrder, moveOrder } from "#app/billing/store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import type { ZoneText } from "#app/platform/zone-text.ts";
import { dayIn, endOfLastDay } from "#app/platform/zone.server.ts";

import { bankColumns } from "./bank-account.server.ts";
import { daysUntilDue } from "./by-sepa.ts";
import { writeInvoiceClosed } from "./invoice-letters.server.ts";
import { settleInvoice } from "./sync-invoice.server.ts";

/** The columns of an order that is paid to the MSP's own account without Stripe: to be paid by the end of the fourteenth day from now in the client's zone. */
export function byHandColumns(bank: BankAccount, zone: ZoneText, at: Date) {
  return {
    ...bankColumns(bank),
    byHand: true,
    state: "invoiced",
    // The last second of that day, as due instants of invoices lie within their day.
    dueAt: new Date(endOfLastDay(zone, addDays(dayIn(zone, at), daysUntilDue), at).getTime() - 1000),
  };
}

/** The money of a locked order by hand is on the MSP's own account: its hours come, or wait for the signature under the terms. Once an order. */
export async function settleByHand(tx: Tx, order: Order): Promise<void> {
  await settleInvoice(tx, order, null, "bank_transfer");
}

/** Ends a locked order by hand that nobody has paid; false where it is not to be paid any more. */
export async function endByHand(tx: Tx, order: Order): Promise<boolean> {
  if (!(await moveOrder(tx, order, "cancelled", now(), { failure: "invoice-void" }))) return false;
  await writeInvoiceClosed(tx, order);
  return true;
}

/** The terms are signed: an order by hand whose money came before that gets its hours. */
export async function releaseByHand(tx: Tx, clientId: string, orderId: string): Promise<void> {
  const order = await lockOrder(tx, clientId, orderId);
  if (order?.byHand && order.receivedOn && order.state === "processing") await settleByHand(tx, order);
}
