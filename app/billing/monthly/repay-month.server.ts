import type Stripe from "stripe";

import { closeTasks, openTask } from "#app/billing/reconcile/task-store.server.ts";
import { stripe, stripeTrouble, whileSomebodyWaits } from "#app/billing/stripe.server.ts";
import { monthWord } from "#app/billing/words.ts";
import { findBuyer } from "#app/clients/parties-store.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, readInScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { openMinorOf } from "./credit-note-store.server.ts";
import type { MonthInvoice } from "./month-invoice.ts";
import { findMonthInvoice, lockMonthInvoice, moveMonthInvoice } from "./month-invoice-store.server.ts";
import { keepPaymentEvent } from "./payment-event-store.server.ts";
import { monthNoted } from "./sync-month.server.ts";

export type RepayRefusal = "no-invoice" | "invoice-not-open" | "stripe-down";

/** Opens Stripe's page to pay an invoice again whose payment the bank took back; the same page for a day, whoever comes. */
export async function repayMonth(
  scope: ClientScope,
  invoiceId: string,
): Promise<Result<string, RepayRefusal>> {
  const { invoice, openMinor, customer } = await readInScope(scope, async (tx) => {
    const found = await findMonthInvoice(tx, scope.clientId, invoiceId);
    return {
      invoice: found,
      openMinor: found ? await openMinorOf(tx, found) : 0,
      customer: (await findBuyer(tx, scope.clientId)).stripeCustomerId,
    };
  });
  if (!invoice) return refuse("no-invoice");
  if (invoice.state !== "open" || !invoice.dispute || !customer) return refuse("invoice-not-open");
  try {
    const { url } = await openPage(invoice, openMinor, customer);
    return url ? ok(url) : refuse("stripe-down");
  } catch (error) {
    if (!stripeTrouble(error)) throw error;
    return refuse("stripe-down");
  }
}

/** The tax is on the invoice that was issued: the page takes an amount, and makes no other invoice. Money that arrives days later would be paid twice: only ways that answer at once. */
function openPage(
  { id, clientId, month, number, currency, dispute }: MonthInvoice,
  openMinor: number,
  customer: string,
): Promise<Stripe.Checkout.Session> {
  const metadata = { monthInvoiceId: id, clientId };
  const back = `${env().origin}/invoices/${id}`;
  return stripe().checkout.sessions.create(
    {
      mode: "payment",
      customer,
      locale: getLocale(),
      line_items: [
        {
          quantity: 1,
          price_data: {
            currency: currency.toLowerCase(),
            unit_amount: openMinor,
            product_data: {
              name: m.monthly_repay_line({ number: number ?? "", month: monthWord(month) }),
            },
          },
        },
      ],
      allowed_payment_method_types: currency === "EUR" ? ["ideal", "bancontact", "card"] : ["card"],
      payment_intent_data: { metadata },
      metadata,
      success_url: `${back}?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: back,
    },
    {
      ...whileSomebodyWaits,
      idempotencyKey: `month-repay:${id}:${dispute}:${getLocale()}:${now().toISOString().slice(0, 10)}`,
    },
  );
}

/** Takes note of a payment page on which a month's invoice was paid again, once and for good, whoever comes; another's page is left alone. */
export async function settleRepayment(checkoutId: string): Promise<void> {
  const session = await stripe().checkout.sessions.retrieve(checkoutId, {}, whileSomebodyWaits);
  const key = session.mode === "payment" ? monthNoted(session.metadata) : null;
  if (!key || session.payment_status !== "paid") return;
  await asSystem(async (tx) => {
    const invoice = await lockMonthInvoice(tx, key.clientId, key.id);
    if (invoice && (await keepPaymentEvent(tx, invoice, "paid_again", checkoutId)))
      await settle(tx, invoice, session);
  });
}

async function settle(tx: Tx, invoice: MonthInvoice, { id, amount_total: paid }: Stripe.Checkout.Session) {
  const { clientId, month, grossMinor, currency } = invoice;
  const isPaid = await moveMonthInvoice(tx, invoice, ["open"], {
    ...{ state: "paid", paidAt: now(), paidMinor: grossMinor },
  });
  if (!isPaid)
    return openTask(tx, {
      kind: "paid-twice",
      subject: id,
      clientId,
      detail: { month, amountMinor: paid ?? grossMinor, currency },
    });
  await closeTasks(tx, ["month-invoice-overdue", "month-collect-failed"], invoice.id);
  await appendAudit(tx, "system", {
    action: "contract.invoice-paid",
    target: `client:${clientId}`,
    clientId,
    detail: { month, grossMinor },
  });
}
