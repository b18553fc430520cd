import type Stripe from "stripe";

import { closeTask, closeTasks } from "#app/billing/reconcile/task-store.server.ts";
import { collectionAfter, daysToPayInstead, noticeDays } from "#app/billing/rules/collection.ts";
import { numberLook } from "#app/billing/store.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { invoicePayments, latestPayment } from "#app/billing/topup/topup-invoice.server.ts";
import { findSeller, listBuyers } from "#app/clients/parties-store.server.ts";
import { findClosedMonth } from "#app/contracts/store/month-store.server.ts";
import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { findBuyer } from "#app/clients/parties-store.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { collectableNow, showCollection } from "./collection-page.server.ts";
import { linkToMonth } from "./invoice-link.server.ts";
import { daysLater, leaveToPay } from "./leave-to-pay.server.ts";
import type { MonthInvoice } from "./month-invoice.ts";
import {
  findMonthInvoice,
  lockMonthInvoice,
  moveCollection,
  moveMonthInvoice,
  noteOnMonthInvoice,
  takeMonthLook,
} from "./month-invoice-store.server.ts";

/** The invoice of a month that Stripe's own bears our note of; null when it is another's. */
export function monthNoted(metadata: Stripe.Metadata | null): { clientId: string; id: string } | null {
  const [clientId, id] = [metadata?.["clientId"], metadata?.["monthInvoiceId"]];
  return clientId && id ? { clientId, id } : null;
}

/** Brings a month's invoice to what Stripe says of it now: state, letter and audit together. Whoever comes, however often and however late; of an invoice that it doesn't have any more it takes nothing. */
export async function syncMonthInvoice(clientId: string, invoiceId: string): Promise<void> {
  const known = await asSystem((tx) => findMonthInvoice(tx, clientId, invoiceId));
  if (!known?.stripeId) return;
  const look = await numberLook();
  const said = await stripe().invoices.retrieve(known.stripeId, { expand: invoicePayments });
  if (said.status === "draft") return;
  await asSystem(async (tx) => {
    const invoice = await lockMonthInvoice(tx, clientId, invoiceId);
    if (invoice && (await isToApply(tx, invoice, said, look))) await apply(tx, invoice, said);
  });
}

/** An answer that is older than the one that was applied last changes nothing, save that paid is final: it is as true late. */
async function isToApply(
  tx: Tx,
  invoice: MonthInvoice,
  said: Stripe.Invoice,
  look: bigint,
): Promise<boolean> {
  if (invoice.stripeId !== said.id) return false;
  return (await takeMonthLook(tx, invoice, look)) || (said.status === "paid" && invoice.state !== "paid");
}

async function apply(tx: Tx, invoice: MonthInvoice, said: Stripe.Invoice): Promise<void> {
  // Stripe's invoice stays paid when a bank takes the payment back: what follows is not on it.
  if (invoice.dispute) return;
  await noteOnMonthInvoice(tx, invoice, {
    invoiceNumber: said.number,
    invoiceUrl: said.hosted_invoice_url ?? null,
    invoicePdf: said.invoice_pdf ?? null,
    paidMinor: said.amount_paid,
    ...(said.due_date ? { dueAt: new Date(said.due_date * 1000) } : {}),
  });
  if (await moveMonthInvoice(tx, invoice, ["asked"], { state: "open", failure: null })) {
    await writeReady(tx, await planCollection(tx, invoice, said), said);
    await closeTask(tx, "month-invoice-waits", invoice.id);
    await note(tx, invoice, "contract.invoiced");
  }
  if (
    said.status === "paid" &&
    (await moveMonthInvoice(tx, invoice, ["open"], { state: "paid", paidAt: now() }))
  )
    await note(tx, invoice, "contract.invoice-paid");
  if (said.status === "open") await followCollection(tx, invoice, said);
  else await closeTasks(tx, ["month-invoice-overdue", "month-collect-failed"], invoice.id);
  if (said.status === "void" && (await moveMonthInvoice(tx, invoice, ["open"], { state: "void" })))
    await note(tx, invoice, "contract.invoice-void");
  if (said.status === "uncollectible")
    await moveMonthInvoice(tx, invoice, ["open"], { state: "written_off" });
}

/** The day on which an invoice is collected, and by which way to pay; one that none can be charged for any more is sent to be paid. */
async function planCollection(tx: Tx, invoice: MonthInvoice, said: Stripe.Invoice): Promise<MonthInvoice> {
  if (!invoice.collection) return { ...invoice, dueAt: new Date((said.due_date ?? 0) * 1000) };
  const { methodId } = await collectableNow(tx, invoice);
  const plan =
    methodId === null
      ? { collection: null, dueAt: daysLater(daysToPayInstead) }
      : { collection: invoice.collection, collectAt: daysLater(noticeDays) };
  await noteOnMonthInvoice(tx, invoice, plan);
  return { ...invoice, ...plan };
}

/** Keeps how the debit of an open invoice stands by what Stripe says of its latest payment. */
async function followCollection(tx: Tx, invoice: MonthInvoice, said: Stripe.Invoice): Promise<void> {
  const payment = latestPayment(said);
  const after = collectionAfter(invoice.collection, payment);
  if (after === "processing")
    await moveCollection(tx, invoice, ["planned", "charging"], { collection: after });
  if (after === "failed")
    await leaveToPay(tx, invoice, { from: "processing", failure: "declined", code: payment.code });
}

function note(tx: Tx, { clientId, month, grossMinor }: MonthInvoice, action: AuditAction): Promise<void> {
  return appendAudit(tx, "system", {
    action,
    target: `client:${clientId}`,
    clientId,
    detail: { month, grossMinor },
  });
}

/** To those who buy, once an invoice: what the month costs, why it differs, and until when to pay it, or on which day it is debited from which account. */
async function writeReady(tx: Tx, invoice: MonthInvoice, said: Stripe.Invoice): Promise<void> {
  const { clientId, id, month, currency, netMinor, vatMinor, vatKind, vatRateBp, grossMinor } = invoice;
  const { name: mspName, creditorId } = await findSeller(tx);
  const { zone } = await findBuyer(tx, clientId);
  const collection = await showCollection(tx, invoice, zone);
  const link = await linkToMonth(tx, { clientId, id, url: said.hosted_invoice_url ?? null });
  const lines = (await findClosedMonth(tx, clientId, month))?.lines ?? [];
  for (const person of await listBuyers(tx, clientId))
    await queueLetter(tx, {
      key: `month-invoice:${id}:${person.userId}`,
      clientId,
      to: person.email,
      locale: person.locale,
      template: "month-invoice",
      props: {
        name: person.name,
        mspName,
        ...link,
        invoiceNumber: said.number,
        month,
        dueOn: dayIn(zone, invoice.collectAt ?? invoice.dueAt ?? now()),
        collect: collection?.method
          ? { ...collection.method, creditorId: collection.method.type === "sepa_debit" ? creditorId : null }
          : null,
        amounts: { currency, netMinor, vatMinor, vatKind, vatRateBp, grossMinor },
        lines: lines.map(({ label, amountMinor, detail }) => ({ label, amountMinor, kind: detail.kind })),
      },
    });
}
