import { openTask } from "#app/billing/reconcile/task-store.server.ts";
import { daysToPayInstead, type CollectFailure, type Collection } from "#app/billing/rules/collection.ts";
import { findBuyer, findSeller, listBuyers } from "#app/clients/parties-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { showCollection } from "./collection-page.server.ts";
import { openMinorOf } from "./credit-note-store.server.ts";
import { linkToMonth } from "./invoice-link.server.ts";
import type { MonthInvoice } from "./month-invoice.ts";
import { findMonthInvoice, moveCollection } from "./month-invoice-store.server.ts";

/** An open invoice is not collected after all: it is to be paid by its link within 14 days, the client's payers and the MSP are told, once. Nothing where it has moved on from `from` meanwhile. `code` is Stripe's. */
export async function leaveToPay(
  tx: Tx,
  key: Pick<MonthInvoice, "clientId" | "id">,
  { from, failure, code }: { from: Collection; failure: CollectFailure; code: string | null },
): Promise<void> {
  const dueAt = daysLater(daysToPayInstead);
  if (!(await moveCollection(tx, key, [from], { collection: "failed", collectFailure: failure, dueAt })))
    return;
  const invoice = await findMonthInvoice(tx, key.clientId, key.id);
  if (!invoice) return;
  const { clientId, id, month, currency } = invoice;
  const openMinor = await openMinorOf(tx, invoice);
  await writeNotCollected(tx, invoice, { openMinor, dueAt, failure });
  await openTask(tx, {
    kind: "month-collect-failed",
    subject: id,
    clientId,
    detail: { month, amountMinor: openMinor, currency },
  });
  await appendAudit(tx, "system", {
    action: "contract.invoice-not-collected",
    target: `client:${clientId}`,
    clientId,
    result: "refused",
    detail: { month, openMinor, why: code ?? failure },
  });
}

/** The instant so many days from now. */
export function daysLater(days: number): Date {
  return new Date(now().getTime() + days * 86_400_000);
}

/** To those who buy, once an invoice and reason: why it was not collected, how much is open (minor units), and until when to pay it. */
export async function writeNotCollected(
  tx: Tx,
  invoice: MonthInvoice,
  { openMinor, dueAt, failure }: { openMinor: number; dueAt: Date; failure: CollectFailure },
): Promise<void> {
  const { clientId, id, month, currency, number } = invoice;
  const { name: mspName } = await findSeller(tx);
  const { zone } = await findBuyer(tx, clientId);
  const { url } = await linkToMonth(tx, invoice);
  const method = (await showCollection(tx, invoice, zone))?.method ?? null;
  for (const person of await listBuyers(tx, clientId))
    await queueLetter(tx, {
      key: `month-collect-failed:${id}:${invoice.dispute ?? failure}:${person.userId}`,
      clientId,
      to: person.email,
      locale: person.locale,
      template: "month-collect-failed",
      props: {
        name: person.name,
        mspName,
        url,
        invoiceNumber: number,
        month,
        currency,
        openMinor,
        dueOn: dayIn(zone, dueAt),
        method,
        failure,
      },
    });
}
