import { BankTransfer } from "#app/billing/components/bank-transfer.tsx";
import { BilledTo } from "#app/billing/components/billed-to.tsx";
import { OrderActions } from "#app/billing/components/order-actions.tsx";
import { OrderStatus } from "#app/billing/components/order-status.tsx";
import { BillLines } from "#app/billing/components/price-card.tsx";
import type { OrderPage } from "#app/billing/order-page.server.ts";
import { unsignedTerms } from "#app/billing/rules/terms.ts";
import { methodWord, monthWord, sizeWord, stateTone, stateWord } from "#app/billing/words.ts";
import { UnsignedNotice } from "#app/billing/signed-terms/components/signed-terms.tsx";
import { MoneyExplained, MoneyHistory } from "#app/billing/refund/components/money-history.tsx";
import { termsWords } from "#app/identity/terms-words.ts";
import { formatDay, formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Card, CardGrid } from "#app/ui/card.tsx";
import { EntryList } from "#app/ui/lists.tsx";
import { FormError } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

interface OrderViewProps {
  page: OrderPage;
  cameBack?: boolean;
  /** Why its invoice was not given up, as the answer had it. */
  refused?: string[] | undefined;
}

/** One order: how it stands and what to do next, the bill, what happened. Whoever came back from Stripe's page without paying is told so. */
export function OrderView({ page, cameBack = false, refused }: OrderViewProps) {
  const { order } = page;
  const hours = order.minutes / 60;
  // What staff asked for and Stripe refused never touched the client's money.
  const rows = page.money.rows.filter(({ kind, state }) => kind !== "request" || state === "asked");
  return (
    <>
      <PageHeader
        title={m.billing_order_title({ number: order.number })}
        subtitle={
          order.coversMonth
            ? m.overage_order_of({ month: monthWord(order.coversMonth) })
            : sizeWord(order.minutes)
        }
        back={{ to: "/invoices", label: m.billing_invoices_title() }}
      />
      <Stack>
        <FormError errors={refused} />
        {page.waitsForSignature && <UnsignedNotice signAt={page.signAt} />}
        {order.failure !== unsignedTerms && <OrderStatus page={page} cameBack={cameBack} />}
        <MoneyExplained money={page.money} currency={order.currency} mspName={page.mspName} />
        <OrderActions page={page} />
        <CardGrid columns={2}>
          {page.transfer && (
            <BankTransfer transfer={page.transfer} currency={order.currency} mspName={page.mspName} />
          )}
          <Card
            title={m.billing_order_bill()}
            titleId="bill"
            aside={
              <Badge tone={stateTone(order.state, page.money.back)} size="small">
                {stateWord(order.state, page.money.back, order.byHand)}
              </Badge>
            }
          >
            <BillLines bill={{ ...order, hours }} currency={order.currency} />
            <InvoiceLinks invoice={order.invoice} />
            <h3 className="mt-5 mb-1 text-sm font-semibold text-muted">{m.billing_billed_to()}</h3>
            <BilledTo billedTo={order.billedTo} vatNumber={order.vatNumber} />
          </Card>
          <Card title={m.billing_order_timeline()} titleId="timeline">
            <EntryList rows={timeline(page)} />
          </Card>
          {rows.length > 0 && (
            <Card title={m.refund_history()} titleId="history">
              <MoneyHistory rows={rows} currency={order.currency} zone={page.zone} />
            </Card>
          )}
        </CardGrid>
      </Stack>
    </>
  );
}

function InvoiceLinks({ invoice }: { invoice: OrderPage["order"]["invoice"] }) {
  if (!invoice?.number) return null;
  const { number } = invoice;
  return (
    <p className="mt-4 flex flex-wrap gap-x-4 gap-y-1">
      {invoice.url && (
        <a className="link" href={invoice.url}>
          {m.billing_invoice_view_of({ number })}
        </a>
      )}
      {invoice.pdf && (
        <a className="link" href={invoice.pdf}>
          {m.billing_invoice_pdf_of({ number })}
        </a>
      )}
    </p>
  );
}

function timeline({ order, buyerName, zone, dueOn }: OrderPage) {
  const rows = order.coversMonth
    ? [{ key: "made", title: m.overage_order_made(), detail: formatInstant(order.createdAt, zone) }]
    : [
        {
          key: "ordered",
          title: m.billing_order_ordered({ name: buyerName }),
          detail: formatInstant(order.createdAt, zone),
        },
        {
          key: "terms",
          title: m.billing_order_terms({ terms: termsWords(order.termsVersion) }),
          detail: formatInstant(order.termsAcceptedAt, zone),
        },
      ];
  const number = order.invoice?.number;
  if (number && dueOn)
    rows.push({
      key: "invoiced",
      title: m.refund_state_invoiced(),
      detail: m.refund_due_on({ number, day: formatDay(dueOn) }),
    });
  if (order.state === "invoiced" && number && dueOn) return rows;
  const at = formatInstant(order.paidAt ?? order.updatedAt, zone);
  const last =
    order.state === "paid"
      ? m.billing_order_paid_with({ method: methodWord(order.paymentMethod) })
      : stateWord(order.state, "none", order.byHand);
  return [...rows, { key: "now", title: last, detail: at }];
}
