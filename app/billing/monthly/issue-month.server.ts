import type Stripe from "stripe";

import { byAnyWay } from "#app/billing/bank-invoice/by-sepa.ts";
import { openTask } from "#app/billing/reconcile/task-store.server.ts";
import type { MonthWaitReason } from "#app/billing/rules/month-wait.ts";
import { stripe, stripeTrouble, type StripeTrouble, whileSomebodyWaits } from "#app/billing/stripe.server.ts";
import { syncStripeCustomer } from "#app/billing/stripe-customer.server.ts";
import { findTaxRate } from "#app/billing/stripe-tax-rate.server.ts";
import { vatNote } from "#app/billing/vat-note.ts";
import { monthWord } from "#app/billing/words.ts";
import { findBuyer, findSeller, type Buyer, type Seller } from "#app/clients/parties-store.server.ts";
import { lineText } from "#app/contracts/components/line-words.ts";
import type { DraftLine } from "#app/contracts/rules/draft.ts";
import { firstDayOf, lastDayOf } from "#app/contracts/rules/month.ts";
import { findClosedMonth } from "#app/contracts/store/month-store.server.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { log } from "#app/platform/log.server.ts";

import { linkToMonth } from "./invoice-link.server.ts";
import type { MonthInvoice } from "./month-invoice.ts";
import { findMonthInvoice, nextMonthAttempt, noteOnMonthInvoice } from "./month-invoice-store.server.ts";
import { syncMonthInvoice } from "./sync-month.server.ts";

/** Makes (or finds) Stripe's invoice of a month that was asked for; false when Stripe gives no answer now and a job must go on. */
export async function issueMonth(clientId: string, invoiceId: string): Promise<boolean> {
  const invoice = await asSystem((tx) => findMonthInvoice(tx, clientId, invoiceId));
  if (invoice?.state !== "asked") return true;
  try {
    const issued = await makeInvoice(invoice);
    // A draft of another total stays the one draft: a person looks at it, and each later try finds it.
    if (issued === "differs") return await tellDifference(invoice);
    if (!issued) return await startAnew(invoice);
    await syncMonthInvoice(clientId, invoiceId);
    return true;
  } catch (error) {
    const trouble = stripeTrouble(error);
    if (!trouble) throw error;
    await tellTrouble(invoice, trouble);
    if (!trouble.unknown) await startAnew(invoice);
    return false;
  }
}

/** Keeps what went wrong and puts it before the people of the MSP; the task closes itself once the invoice is out. */
function tellTrouble(invoice: MonthInvoice, { unknown, message }: StripeTrouble): Promise<void> {
  return asSystem(async (tx) => {
    await noteOnMonthInvoice(tx, invoice, { failure: message });
    await openWaits(tx, invoice, unknown ? { why: "unreachable" } : { why: "refused", said: message });
  });
}

async function tellDifference(invoice: MonthInvoice): Promise<false> {
  await asSystem(async (tx) => {
    await noteOnMonthInvoice(tx, invoice, { failure: "The draft has another total." });
    await openWaits(tx, invoice, { why: "differs" });
  });
  return false;
}

function openWaits(
  tx: Tx,
  { id, clientId, month, grossMinor, currency }: MonthInvoice,
  reason: { why: MonthWaitReason; said?: string },
): Promise<void> {
  const detail = { month, amountMinor: grossMinor, currency, ...reason };
  return openTask(tx, { kind: "month-invoice-waits", subject: id, clientId, detail });
}

/** The finalised invoice; null when what Stripe has can't become it, `differs` when its draft has another total. */
async function makeInvoice(invoice: MonthInvoice): Promise<Stripe.Invoice | "differs" | null> {
  const { buyer, seller, isEnded, lines } = await asSystem(async (tx) => ({
    buyer: await findBuyer(tx, invoice.clientId),
    seller: await findSeller(tx),
    isEnded: (await linkToMonth(tx, invoice)).isEnded,
    lines: (await findClosedMonth(tx, invoice.clientId, invoice.month))?.lines ?? [],
  }));
  const customer = await syncStripeCustomer({ kind: "system" }, buyer, invoice);
  const known = invoice.stripeId ? await stripe().invoices.retrieve(invoice.stripeId) : null;
  if (known && known.status !== "draft") {
    if (fits(invoice, known)) return known;
    if (known.status === "open") await stripe().invoices.voidInvoice(known.id, undefined, whileSomebodyWaits);
    return null;
  }
  const draft = known ?? (await draftOf(invoice, customer, { buyer, seller, isEnded }));
  await addLines(invoice, { draft, customer, buyer, seller, lines });
  const whole = await stripe().invoices.retrieve(draft.id, {}, whileSomebodyWaits);
  if (!fits(invoice, whole)) return "differs";
  return stripe().invoices.finalizeInvoice(draft.id, { auto_advance: false }, keyOf(invoice, "finalize"));
}

// Stripe charges nothing by itself (auto_advance is off): collectMonth does, on the day that the client was told.
const collected = { collection_method: "charge_automatically" } as const;

/** Nothing goes out whose total is another than the portal's. */
function fits(
  { id, grossMinor, currency }: MonthInvoice,
  { total, currency: said }: Stripe.Invoice,
): boolean {
  if (total === grossMinor && said === currency.toLowerCase()) return true;
  log.error(
    { invoice: id, expected: grossMinor, stripe: total },
    "Stripe's invoice of a month differs from ours",
  );
  return false;
}

/** The draft's id is kept before anything else happens to it: whoever goes on later finds it. */
async function draftOf(
  invoice: MonthInvoice,
  customer: string,
  { buyer, seller, isEnded }: { buyer: Buyer; seller: Seller; isEnded: boolean },
): Promise<Stripe.Invoice> {
  const draft = await stripe().invoices.create(
    {
      customer,
      currency: invoice.currency.toLowerCase(),
      auto_advance: false,
      pending_invoice_items_behavior: "exclude",
      ...(invoice.collection ? collected : byAnyWay(invoice, seller)),
      ...withLocale(buyer.locale, () => wordsOf(invoice, seller, isEnded)),
    },
    keyOf(invoice, "create"),
  );
  await asSystem((tx) => noteOnMonthInvoice(tx, invoice, { stripeInvoice: draft.id }));
  return draft;
}

function wordsOf({ id, clientId, month, vatKind }: MonthInvoice, seller: Seller, isEnded: boolean) {
  const company = [seller.legalName, seller.vatNumber, seller.companyNumber]
    .filter((part) => part)
    .join(" · ");
  return {
    metadata: { monthInvoiceId: id, clientId },
    description: m.monthly_invoice_description({ month: monthWord(month) }),
    custom_fields: [{ name: m.monthly_month(), value: monthWord(month) }],
    // The portal is closed to a client that has ended.
    footer: [
      vatNote(vatKind, seller.country, getLocale()),
      isEnded ? null : m.monthly_invoice_reasons({ url: `${env().origin}/invoices/${id}` }),
      company,
    ]
      .filter((part) => part !== null)
      .join("\n"),
  };
}

type Making = {
  draft: Stripe.Invoice;
  customer: string;
  buyer: Buyer;
  seller: Seller;
  lines: readonly DraftLine[];
};

/** Adds the lines that the draft lacks, in the order of the month; one of 0 is none. */
async function addLines(
  invoice: MonthInvoice,
  { draft, customer, buyer, seller, lines }: Making,
): Promise<void> {
  const there = new Set(draft.lines.data.map(({ metadata }) => metadata["position"]));
  const rate = invoice.vatKind === "standard" ? await findTaxRate(seller.country, invoice.vatRateBp) : null;
  for (const [position, line] of lines.entries()) {
    if (line.amountMinor === 0 || there.has(String(position))) continue;
    await stripe().invoiceItems.create(
      {
        customer,
        invoice: draft.id,
        currency: invoice.currency.toLowerCase(),
        amount: line.amountMinor,
        description: withLocale(buyer.locale, () => lineText(line, invoice.currency)).slice(0, 500),
        period: {
          start: Date.parse(firstDayOf(line.correctsMonth ?? invoice.month)) / 1000,
          end: Date.parse(lastDayOf(line.correctsMonth ?? invoice.month)) / 1000,
        },
        metadata: { position: String(position) },
        ...(rate ? { tax_rates: [rate] } : {}),
      },
      keyOf(invoice, `line-${position}`),
    );
  }
}

/** Forgets what can't become the invoice; the next try makes another, under keys of its own. */
async function startAnew(invoice: MonthInvoice): Promise<false> {
  await asSystem((tx) => nextMonthAttempt(tx, invoice));
  return false;
}

const keyOf = ({ id, attempt }: MonthInvoice, step: string) => ({
  ...whileSomebodyWaits,
  idempotencyKey: `month:${id}:${attempt}:${step}`,
});
