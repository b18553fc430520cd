import { openTask } from "#app/billing/reconcile/task-store.server.ts";
import { findSeller, listBuyers, findBuyer } from "#app/clients/parties-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { openMinorOf } from "./credit-note-store.server.ts";
import { linkToMonth } from "./invoice-link.server.ts";
import { listOverdue, lockMonthInvoice, noteOnMonthInvoice } from "./month-invoice-store.server.ts";
import { syncMonthInvoice } from "./sync-month.server.ts";

/** Reminds once of each month's invoice that is overdue: the client by letter, the MSP by a task. Its payment may have come unheard: Stripe is asked first. */
export async function remindOfMonths(): Promise<void> {
  const overdue = await asSystem((tx) => listOverdue(tx, now()));
  await eachInTurn(
    overdue,
    async ({ clientId, id }) => {
      await syncMonthInvoice(clientId, id);
      await asSystem((tx) => remind(tx, clientId, id));
    },
    {
      says: "an overdue invoice of a month could not be looked at",
      facts: ({ clientId, id }) => ({ client: clientId, invoice: id }),
    },
  );
}

async function remind(tx: Tx, clientId: string, id: string): Promise<void> {
  const invoice = await lockMonthInvoice(tx, clientId, id);
  if (invoice?.state !== "open" || invoice.overdueAt || !invoice.dueAt || invoice.dueAt > now()) return;
  const { currency, month, number, dueAt } = invoice;
  const openMinor = await openMinorOf(tx, invoice);
  if (openMinor <= 0) return;
  await noteOnMonthInvoice(tx, invoice, { overdueAt: now() });
  const { name: mspName } = await findSeller(tx);
  const { zone } = await findBuyer(tx, clientId);
  const { url } = await linkToMonth(tx, invoice);
  for (const person of await listBuyers(tx, clientId))
    await queueLetter(tx, {
      key: `month-invoice-overdue:${id}:${person.userId}`,
      clientId,
      to: person.email,
      locale: person.locale,
      template: "month-invoice-overdue",
      props: {
        name: person.name,
        mspName,
        url,
        invoiceNumber: number,
        month,
        currency,
        openMinor,
        dueOn: dayIn(zone, dueAt),
      },
    });
  await openTask(tx, {
    kind: "month-invoice-overdue",
    subject: id,
    clientId,
    detail: { month, amountMinor: openMinor, currency },
  });
  await appendAudit(tx, "system", {
    action: "contract.invoice-overdue",
    target: `client:${clientId}`,
    clientId,
    detail: { month, openMinor },
  });
}
