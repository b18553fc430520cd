import type Stripe from "stripe";

import { makeOnce } from "#app/billing/make-once.server.ts";
import { isUnderWay } from "#app/billing/rules/collection.ts";
import { creditLines } from "#app/billing/rules/credit-lines.ts";
import { isStale, stripe, stripeTrouble, whileSomebodyWaits } from "#app/billing/stripe.server.ts";
import { findTaxRate } from "#app/billing/stripe-tax-rate.server.ts";
import { invoicePayments, latestPayment } from "#app/billing/topup/topup-invoice.server.ts";
import { monthWord } from "#app/billing/words.ts";
import { withLockedParties } from "#app/clients/check-vat-number.server.ts";
import { findBuyer, findSeller, listBuyers } from "#app/clients/parties-store.server.ts";
import { findOpenCorrections } from "#app/contracts/open-corrections.server.ts";
import type { Month } from "#app/contracts/rules/month.ts";
import {
  appendCredits,
  listCreditedLines,
  withdrawCredits,
} from "#app/contracts/store/credit-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { eachInTurn } from "#app/platform/each-in-turn.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { enqueue } from "#app/platform/jobs.server.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { atRate } from "#app/platform/money.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import {
  appendCreditNote,
  creditedMinor,
  findCreditNote,
  listWaitingCreditNotes,
  noteOnCreditNote,
  type CreditNote,
} from "./credit-note-store.server.ts";
import { linkToMonth } from "./invoice-link.server.ts";
import { findInvoiceOfMonth, findMonthInvoice, lockMonthInvoice } from "./month-invoice-store.server.ts";
import { syncMonthInvoice } from "./sync-month.server.ts";

export type CreditRefusal =
  "nothing-to-credit" | "not-issued" | "more-than-invoiced" | "invoice-collecting" | "credit-disputed";

/**
 * Credits what a closed month's invoice has too much by today's facts, at once; what is credited is no line of a later month. `id` is the
 * form's: sent twice, it is one credit note. VAT is rounded by line, as the invoice's is. Not while the invoice is being collected: the
 * debit is of the whole of it.
 */
export async function creditMonth(
  scope: StaffScope,
  { clientId, month, id, reason }: { clientId: string; month: Month; id: string; reason: string },
): Promise<Result<null, CreditRefusal>> {
  const asked = await withLockedParties(scope, clientId, async (tx): Promise<Result<null, CreditRefusal>> => {
    if (await findCreditNote(tx, clientId, id)) return ok(null);
    const found = await findInvoiceOfMonth(tx, clientId, month);
    const invoice = found && (await lockMonthInvoice(tx, clientId, found.id));
    if (invoice?.state !== "open" && invoice?.state !== "paid") return refuse("not-issued");
    const lines = await findOpenCorrections(tx, clientId, month);
    const credited = creditLines(lines);
    if (credited.length === 0) return refuse("nothing-to-credit");
    if (invoice.state === "open" && isUnderWay(invoice.collection)) return refuse("invoice-collecting");
    if (invoice.state === "open" && invoice.dispute) return refuse("credit-disputed");
    const netMinor = credited.reduce((sum, line) => sum + line.netMinor, 0);
    const vatMinor = credited.reduce((sum, line) => sum + atRate(line.netMinor, invoice.vatRateBp), 0);
    const grossMinor = netMinor + vatMinor;
    if ((await creditedMinor(tx, invoice)) + grossMinor > invoice.grossMinor)
      return refuse("more-than-invoiced");
    await appendCredits(tx, { clientId, id, month }, lines);
    await appendCreditNote(tx, {
      clientId,
      id,
      invoiceId: invoice.id,
      month,
      netMinor,
      vatMinor,
      grossMinor,
      reason,
      askedBy: scope.userId,
    });
    const key = { key: `credit-month:${id}`, runAt: new Date(now().getTime() + 30_000) };
    await enqueue(tx, "billing.credit-month", { clientId, creditId: id }, key);
    await appendAudit(tx, scope, {
      action: "contract.credit-asked",
      target: `client:${clientId}`,
      clientId,
      detail: { month, grossMinor, reason },
    });
    return ok(null);
  });
  if (asked.ok) await sendCredit(clientId, id);
  return asked;
}

/** Has Stripe make a credit note that was asked for, once, whoever comes; false when it gives no answer, or a payment of the invoice is at the bank, and a job must go on. What it refuses for good is a line of the next month again. */
export async function sendCredit(clientId: string, creditId: string): Promise<boolean> {
  const note = await asSystem((tx) => findCreditNote(tx, clientId, creditId));
  if (note?.state !== "asked") return true;
  try {
    const made = await makeNote(note);
    if (!made) return false;
    const { id: stripeCreditNote, number, pdf } = made;
    await asSystem(async (tx) => {
      const issued = { state: "issued", stripeCreditNote, number, pdf, failure: null };
      if (await noteOnCreditNote(tx, note, issued)) await tellClient(tx, note, number);
    });
  } catch (error) {
    const trouble = stripeTrouble(error);
    if (!trouble) throw error;
    await asSystem(async (tx) => {
      const state = isStale(error) ? "refused" : "asked";
      const isFirst = await noteOnCreditNote(tx, note, { state, failure: trouble.message });
      if (state === "refused" && isFirst) await withdrawCredits(tx, clientId, creditId);
    });
    return isStale(error);
  }
  await syncMonthInvoice(clientId, note.invoiceId);
  return true;
}

/** Writes to those who buy that something of a month's invoice was credited, once a credit note and person. */
async function tellClient(tx: Tx, note: CreditNote, number: string | null): Promise<void> {
  const { clientId, id, invoiceId, month, grossMinor, reason } = note;
  const { name: mspName } = await findSeller(tx);
  const { currency } = await findBuyer(tx, clientId);
  const invoice = await findMonthInvoice(tx, clientId, invoiceId);
  const { url } = await linkToMonth(tx, { clientId, id: invoiceId, url: invoice?.url ?? null });
  for (const { userId, name, email, locale } of await listBuyers(tx, clientId))
    await queueLetter(tx, {
      ...{ key: `month-credit-note:${id}:${userId}`, clientId, to: email, locale },
      template: "month-credit-note",
      props: {
        ...{ name, mspName, number, month, currency, grossMinor, reason, url },
      },
    });
}

/** Null while a payment is under way: it is of the whole invoice, and what is credited meanwhile would not go back. */
async function makeNote(note: CreditNote): Promise<Stripe.CreditNote | null> {
  const { lines, invoice, buyer, seller } = await asSystem(async (tx) => ({
    lines: creditLines(await listCreditedLines(tx, note.clientId, note.id)),
    invoice: await findMonthInvoice(tx, note.clientId, note.invoiceId),
    buyer: await findBuyer(tx, note.clientId),
    seller: await findSeller(tx),
  }));
  const known = await stripe().invoices.retrieve(
    invoice?.stripeId ?? "",
    { expand: invoicePayments },
    whileSomebodyWaits,
  );
  if (known.status === "open" && latestPayment(known).status === "processing") return null;
  const rate = invoice?.vatKind === "standard" ? await findTaxRate(seller.country, invoice.vatRateBp) : null;
  // Money that came through Stripe goes back the way it came; what came otherwise, a person transfers.
  const came = (known.payments?.data ?? []).some(
    ({ status, payment }) => status === "paid" && payment.type === "payment_intent",
  );
  const back = came ? { refund_amount: note.grossMinor } : { out_of_band_amount: note.grossMinor };
  return makeOnce({
    key: `month-credit:${note.id}`,
    find: async () => {
      for await (const one of stripe().creditNotes.list({ invoice: known.id, limit: 100 }))
        if (one.metadata?.["monthCreditId"] === note.id) return one;
      return null;
    },
    make: (once) =>
      stripe().creditNotes.create(
        {
          invoice: known.id,
          lines: lines.map(({ label, netMinor }) => ({
            type: "custom_line_item",
            description: withLocale(buyer.locale, () => creditText(note, label)).slice(0, 500),
            quantity: 1,
            unit_amount: netMinor,
            ...(rate ? { tax_rates: [rate] } : {}),
          })),
          ...(known.status === "paid" ? back : {}),
          memo: note.reason,
          email_type: "none",
          metadata: { monthCreditId: note.id, clientId: note.clientId },
        },
        once,
      ),
  });
}

function creditText({ month, reason }: CreditNote, label: string): string {
  const text = m.monthly_credit_line({ month: monthWord(month), reason });
  return label ? `${label}: ${text}` : text;
}

/** Goes on with every credit note that was asked for and is not out after ten minutes. */
export async function sendWaitingCredits(): Promise<void> {
  const waiting = await asSystem((tx) => listWaitingCreditNotes(tx, new Date(now().getTime() - 600_000)));
  await eachInTurn(waiting, ({ clientId, id }) => sendCredit(clientId, id).then(() => undefined), {
    says: "a credit note of a month could not be made",
    facts: ({ clientId, id }) => ({ client: clientId, creditNote: id }),
  });
}
