import { Link } from "@remix-run/react";

import type { OrderPage } from "#app/billing/order-page.server.ts";
import { isInvoiceOrigin, isTopupOrigin } from "#app/billing/rules/order-state.ts";
import { formatDay, formatMinutes, formatMoney } from "#app/platform/format.ts";
import { differenceWords, monthWord } from "#app/billing/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Notice, type NoticeTone } from "#app/ui/notice.tsx";

const topupWords: Partial<Record<OrderPage["order"]["state"], { title: () => string; text: () => string }>> =
  {
    open: { title: m.topup_order_open_title, text: m.topup_order_open_text },
    failed: { title: m.topup_order_failed_title, text: m.topup_order_failed_text },
    cancelled: { title: m.topup_order_closed_title, text: m.topup_order_closed_text },
  };

type Words = { tone: NoticeTone; title: string; text: string };

/** An invoice stands open: until when to pay it, what came of it, and whether its hours are there already. */
function invoiceWords({ order, dueOn, mspName }: OrderPage): Words {
  const facts = { hours: order.minutes / 60, due: dueOn ? formatDay(dueOn) : "" };
  const part =
    order.paidMinor > 0
      ? ` ${m.refund_invoiced_part({ paid: formatMoney(order.paidMinor, order.currency), open: formatMoney(order.grossMinor - order.paidMinor, order.currency) })}`
      : "";
  if (order.byHand)
    return {
      tone: order.overdueAt ? "low" : "info",
      title: order.overdueAt ? m.byhand_overdue_title() : m.byhand_open_title({ due: facts.due }),
      text: m.byhand_open_text({ hours: facts.hours, msp: mspName }),
    };
  const text =
    (order.onTrust ? m.refund_invoiced_trust_text(facts) : m.refund_invoiced_wait_text(facts)) + part;
  return order.overdueAt
    ? { tone: "low", title: m.refund_invoiced_overdue_title(), text }
    : { tone: "info", title: m.refund_invoiced_title(), text };
}

/** The balance, as long as it is what the payment made it; afterwards the day of the payment. */
function balanceWords({ isJustPaid, paidOn, balanceMinutes }: OrderPage): string {
  return isJustPaid || !paidOn
    ? m.billing_order_paid_text({ balance: formatMinutes(balanceMinutes) })
    : m.monthly_paid_on({ day: formatDay(paidOn) });
}

/** Paid, and the money went back in whole or in part: that is what counts now. */
function backWords(page: OrderPage): Words {
  const { order, money } = page;
  const amount = formatMoney(money.backMinor, order.currency);
  const title =
    money.back === "all"
      ? m.refund_order_back_title({ amount })
      : m.refund_order_part_back_title({ amount, paid: formatMoney(order.grossMinor, order.currency) });
  return { tone: "info", title, text: balanceWords(page) };
}

/** No money is asked any more; hours were taken back where some had been given on trust. */
function voidWords({ order }: OrderPage): Words {
  const hours = order.lotId === null ? "" : ` ${m.refund_invoice_void_hours()}`;
  return {
    tone: "low",
    title: m.refund_invoice_void_title(),
    text: m.refund_invoice_void_text() + hours,
  };
}

/** Back from Stripe's page by its own link: nothing is paid, and nothing is given up yet. */
function cameBackWords(): Words {
  return { tone: "low", title: m.billing_order_cancelled_title(), text: m.billing_order_came_back_text() };
}

/** The invoice for a month's work below zero; where it stands as any other, null. */
function overageWords({ order, dueOn, money }: OrderPage): Words | null {
  if (!order.coversMonth) return null;
  const facts = {
    time: formatMinutes(order.minutes),
    month: monthWord(order.coversMonth),
    due: dueOn ? formatDay(dueOn) : "",
  };
  if (order.state === "paid" && money.back === "none")
    return { tone: "good", title: m.overage_paid_title(), text: m.overage_paid_text(facts) };
  if (order.state !== "invoiced") return null;
  const part =
    order.paidMinor > 0
      ? ` ${m.refund_invoiced_part({ paid: formatMoney(order.paidMinor, order.currency), open: formatMoney(order.grossMinor - order.paidMinor, order.currency) })}`
      : "";
  return {
    tone: order.overdueAt ? "low" : "info",
    title: order.overdueAt ? m.refund_invoiced_overdue_title() : m.refund_invoiced_title(),
    text: m.overage_invoiced_text(facts) + part,
  };
}

function wordsFor(page: OrderPage): Words {
  const { order, mspName } = page;
  const overage = overageWords(page);
  if (overage) return overage;
  const hours = order.minutes / 60;
  if (order.failure === "mismatch-refunded" && order.state === "failed")
    return {
      tone: "info",
      title: m.billing_order_mismatch_refunded_title(),
      text: m.billing_order_mismatch_refunded_text(),
    };
  if (order.failure === "total-differs" && order.state === "open")
    return {
      tone: "low",
      title: m.billing_order_total_differs_title(),
      text: m.billing_order_total_differs_text({ msp: mspName }),
    };
  if (order.failure?.startsWith("mismatch-"))
    return {
      tone: "error",
      title: m.billing_order_mismatch_title(),
      text: m.billing_order_mismatch_text({ msp: mspName, number: order.number }),
    };
  if (order.failure?.startsWith("invoice-") && order.state !== "paid") return voidWords(page);
  if (order.failure === "never-invoiced" && order.state === "expired")
    return {
      tone: "low",
      title: m.refund_never_invoiced_title(),
      text: m.refund_never_invoiced_text({ msp: mspName }),
    };
  if (isInvoiceOrigin(order.origin) && order.state === "open")
    return { tone: "low", title: m.refund_invoice_open_title(), text: m.refund_invoice_open_text() };
  if (page.checking)
    return { tone: "info", title: m.billing_order_checking_title(), text: m.billing_order_checking_text() };
  const topup = isTopupOrigin(order.origin) ? topupWords[order.state] : undefined;
  if (topup)
    return { tone: order.state === "failed" ? "error" : "info", title: topup.title(), text: topup.text() };
  switch (order.state) {
    case "paid":
      return page.money.back === "none"
        ? {
            tone: "good",
            title: m.billing_order_paid_title({ hours }),
            text: balanceWords(page),
          }
        : backWords(page);
    case "invoiced":
      return invoiceWords(page);
    case "processing":
      return { tone: "info", title: m.billing_order_way_title(), text: m.billing_order_way_text({ hours }) };
    case "failed":
      return { tone: "error", title: m.billing_order_failed_title(), text: m.billing_order_failed_text() };
    case "expired":
      return {
        tone: "low",
        title: m.billing_order_expired_title(),
        text: order.failure === "replaced" ? m.billing_order_replaced_text() : m.billing_order_expired_text(),
      };
    case "cancelled":
      return {
        tone: "low",
        title: m.billing_order_cancelled_title(),
        text: m.billing_order_cancelled_text(),
      };
    case "open":
      return { tone: "low", title: m.billing_order_open_title(), text: m.billing_order_open_text() };
    case "checkout":
      return { tone: "low", title: m.billing_order_checkout_title(), text: m.billing_order_checkout_text() };
  }
}

/** How an order stands, what that means, and, said plainly, when money came in twice. */
export function OrderStatus({ page, cameBack }: { page: OrderPage; cameBack: boolean }) {
  const { tone, title, text } =
    cameBack && page.order.state === "checkout" ? cameBackWords() : wordsFor(page);
  const { order, mspName, paidBeside } = page;
  return (
    <>
      <Notice tone={tone} title={title} quiet={tone !== "error"}>
        {text}
      </Notice>
      {order.invoiceDiffers.length > 0 && (
        <Notice tone="low" title={m.billing_invoice_differs_title()} quiet>
          {m.billing_invoice_differs_text({ what: differenceWords(order.invoiceDiffers), msp: mspName })}
        </Notice>
      )}
      {order.failure === "paid-twice" && (
        <Notice tone="low" title={m.billing_order_twice_title()} quiet>
          {m.billing_order_same_twice_text({ msp: mspName })}
        </Notice>
      )}
      {paidBeside.map((other) => (
        <Notice
          key={other.id}
          tone="low"
          title={m.billing_order_twice_title()}
          quiet
          action={
            <Link className="link" to={`/orders/${other.id}`}>
              {m.billing_order_title({ number: other.number })}
            </Link>
          }
        >
          {m.billing_order_twice_text({ number: order.number, other: other.number, msp: mspName })}
        </Notice>
      ))}
    </>
  );
}
