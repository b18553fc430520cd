import type Stripe from "stripe";

import { closeTask } from "#app/billing/reconcile/task-store.server.ts";
import { stripe } from "#app/billing/stripe.server.ts";
import { findSeller, listBuyers } from "#app/clients/parties-store.server.ts";
import { findClosedMonth } from "#app/contracts/store/month-store.server.ts";
import type { AuditAction } from "#app/identity/audit.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { findBuyer } from "#app/clients/parties-store.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import type { MonthInvoice } from "./month-invoice.ts";
import {
  findMonthInvoice,
  lockMonthInvoice,
  moveMonthInvoice,
  noteOnMonthInvoice,
} from "./month-invoice-store.server.ts";

/** The invoice of a month that Stripe's own bears our note of; null when it is another's. */
export function monthNoted(metadata: Stripe.Metadata | null): { clientId: string; id: string } | null {
  const [clientId, id] = [metadata?.["clientId"], metadata?.["monthInvoiceId"]];
  return clientId && id ? { clientId, id } : null;
}

/** Brings a month's invoice to what Stripe says of it now: state, letter and audit together. Whoever comes, however often; of an invoice that it doesn't have any more it takes nothing. */
export async function syncMonthInvoice(clientId: string, invoiceId: string): Promise<void> {
  const known = await asSystem((tx) => findMonthInvoice(tx, clientId, invoiceId));
  if (!known?.stripeId) return;
  const said = await stripe().invoices.retrieve(known.stripeId);
  if (said.status === "draft") return;
  await asSystem(async (tx) => {
    const invoice = await lockMonthInvoice(tx, clientId, invoiceId);
    if (invoice?.stripeId === said.id) await apply(tx, invoice, said);
  });
}

async function apply(tx: Tx, invoice: MonthInvoice, said: Stripe.Invoice): Promise<void> {
  await noteOnMonthInvoice(tx, invoice, {
    invoiceNumber: said.number,
    invoiceUrl: said.hosted_invoice_url ?? null,
    invoicePdf: said.invoice_pdf ?? null,
    paidMinor: said.amount_paid,
    dueAt: said.due_date ? new Date(said.due_date * 1000) : null,
  });
  if (await moveMonthInvoice(tx, invoice, ["asked"], { state: "open", failure: null })) {
    await writeReady(tx, invoice, said);
    await closeTask(tx, "month-invoice-waits", invoice.id);
    await note(tx, invoice, "contract.invoiced");
  }
  if (
    said.status === "paid" &&
    (await moveMonthInvoice(tx, invoice, ["open"], { state: "paid", paidAt: now() }))
  )
    await note(tx, invoice, "contract.invoice-paid");
  if (said.status !== "open") await closeTask(tx, "month-invoice-overdue", invoice.id);
  if (said.status === "void" && (await moveMonthInvoice(tx, invoice, ["open"], { state: "void" })))
    await note(tx, invoice, "contract.invoice-void");
  if (said.status === "uncollectible")
    await moveMonthInvoice(tx, invoice, ["open"], { state: "written_off" });
}

function note(tx: Tx, { clientId, month, grossMinor }: MonthInvoice, action: AuditAction): Promise<void> {
  return appendAudit(tx, "system", {
    action,
    target: `client:${clientId}`,
    clientId,
    detail: { month, grossMinor },
  });
}

/** To those who buy, once an invoice: what the month costs, why it differs, and until when to pay it. */
async function writeReady(tx: Tx, invoice: MonthInvoice, said: Stripe.Invoice): Promise<void> {
  const { clientId, id, month, currency, netMinor, vatMinor, vatKind, vatRateBp, grossMinor } = invoice;
  const { name: mspName } = await findSeller(tx);
  const { zone } = await findBuyer(tx, clientId);
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
        url: `${env().origin}/invoices/${id}`,
        invoiceNumber: said.number,
        month,
        dueOn: dayIn(zone, new Date((said.due_date ?? 0) * 1000)),
        amounts: { currency, netMinor, vatMinor, vatKind, vatRateBp, grossMinor },
        lines: lines.map(({ label, amountMinor, detail }) => ({ label, amountMinor, kind: detail.kind })),
      },
    });
}
