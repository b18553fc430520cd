import { BankTransfer } from "#app/billing/components/bank-transfer.tsx";
import { BilledTo } from "#app/billing/components/billed-to.tsx";
import type { InvoiceRow } from "#app/billing/invoices-page.server.ts";
import type { MonthInvoicePage } from "#app/billing/monthly/month-invoice-page.server.ts";
import { collectionWords, runStateTone, runStateWord } from "#app/billing/monthly/words.ts";
import { monthWord, vatLabel } from "#app/billing/words.ts";
import { MonthLines } from "#app/contracts/components/month-lines.tsx";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { buttonClass, SubmitButton } from "#app/ui/button.tsx";
import { Card, CardGrid, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { DefinitionList, EntryList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { Form } from "#app/ui/form.tsx";
import type { ListState } from "#app/ui/table/list-state.ts";

/** A month's invoice with its reasons: what to pay and until when, every line with what it counted, and why it differs from the month before. */
export function MonthInvoiceView({ page }: { page: MonthInvoicePage }) {
  const { invoice, lines } = page;
  const money = (minor: number) => formatMoney(minor, invoice.currency);
  return (
    <>
      <PageHeader
        title={m.monthly_invoice_of({ month: monthWord(invoice.month) })}
        subtitle={invoice.number ?? m.monthly_state_asked()}
        back={{ to: "/invoices", label: m.billing_invoices_title() }}
      />
      <Stack>
        <Status page={page} />
        <CardGrid columns="wide-first">
          <Stack>
            {page.transfer && (
              <BankTransfer transfer={page.transfer} currency={invoice.currency} mspName={page.mspName} />
            )}
            <Card padding="none" title={m.contracts_what_you_pay()} titleId="lines">
              <MonthLines lines={lines} currency={invoice.currency} />
            </Card>
          </Stack>
          <Card
            title={m.billing_order_bill()}
            titleId="bill"
            aside={
              <Badge size="small" tone={runStateTone(invoice.state)}>
                {runStateWord(invoice.state)}
              </Badge>
            }
          >
            <DefinitionList
              layout="sum"
              items={[
                { term: m.monthly_total_without_vat(), value: money(invoice.netMinor) },
                { term: vatLabel(invoice), value: money(invoice.vatMinor) },
                { term: m.billing_total(), value: money(invoice.grossMinor), total: true },
              ]}
            />
            <Documents invoice={invoice} />
            <h3 className="mt-5 mb-1 text-sm font-semibold text-muted">{m.billing_billed_to()}</h3>
            <BilledTo billedTo={invoice.billedTo} vatNumber={invoice.vatNumber} />
          </Card>
        </CardGrid>
        <Credits page={page} />
      </Stack>
    </>
  );
}

/** What of the invoice was credited, each note with its reason and its document. */
function Credits({ page: { credits, invoice } }: { page: MonthInvoicePage }) {
  if (credits.length === 0) return null;
  return (
    <Card title={m.monthly_credits_title()} titleId="credits">
      <EntryList
        rows={credits.map(({ id, number, pdf, reason, grossMinor }) => ({
          key: id,
          title: number ?? m.monthly_credits_title(),
          detail: pdf ? (
            <a className="link" href={pdf}>
              {reason}
            </a>
          ) : (
            reason
          ),
          aside: formatMoney(-grossMinor, invoice.currency),
        }))}
      />
    </Card>
  );
}

function Status({ page }: { page: MonthInvoicePage }) {
  const { invoice, openMinor, dueOn, paidOn, mspName, collection } = page;
  const amount = formatMoney(openMinor, invoice.currency);
  if (invoice.state === "paid" && paidOn)
    return (
      <Notice tone="good" quiet>
        {m.monthly_paid_on({ day: formatDay(paidOn) })}
      </Notice>
    );
  if (invoice.state === "open" && collection && collection.collection !== "failed")
    return <Notice quiet>{collectionWords(collection, amount)}</Notice>;
  if (invoice.state === "open" && dueOn)
    return (
      <Notice
        quiet
        tone={collection ? "low" : "info"}
        title={m.monthly_due_title({ day: formatDay(dueOn) })}
        action={<Pay page={page} />}
      >
        {collection && `${collectionWords(collection, amount)} `}
        {m.monthly_due_text({ amount })}
      </Notice>
    );
  if (invoice.state === "asked") return <Notice quiet>{m.monthly_asked_text()}</Notice>;
  return (
    <Notice tone="low" quiet>
      {m.monthly_void_text({ msp: mspName })}
    </Notice>
  );
}

/** The way to pay what is open: on Stripe's invoice, or where its payment was taken back, on a page of its own. */
function Pay({ page: { collection, invoice } }: { page: MonthInvoicePage }) {
  if (collection?.failure === "disputed")
    return (
      <Form method="post">
        <SubmitButton size="small">{m.monthly_pay()}</SubmitButton>
      </Form>
    );
  if (!invoice.url) return null;
  return (
    <a className={buttonClass({ tone: "primary", size: "small" })} href={invoice.url}>
      {m.monthly_pay()}
    </a>
  );
}

function Documents({ invoice: { url, pdf, number } }: { invoice: MonthInvoicePage["invoice"] }) {
  if (!number) return null;
  return (
    <p className="mt-4 flex flex-wrap gap-x-4 gap-y-1">
      {url && (
        <a className="link" href={url}>
          {m.billing_invoice_view_of({ number })}
        </a>
      )}
      {pdf && (
        <a className="link" href={pdf}>
          {m.billing_invoice_pdf_of({ number })}
        </a>
      )}
    </p>
  );
}

/** A client's invoices of months, each with the way to its reasons. */
export function MonthInvoiceTable({
  rows,
  list,
}: {
  rows: Extract<InvoiceRow, { kind: "month" }>[];
  list: ListState;
}) {
  return (
    <Card padding="none" title={m.monthly_invoices_title()} titleId="month-invoices">
      <DataTable
        caption={m.monthly_invoices_title()}
        rows={rows}
        rowKey={(row) => row.id}
        phone="flow"
        list={list}
        columns={[
          {
            key: "invoice",
            header: m.monthly_month(),
            primary: true,
            cell: (row) => (
              <TwoLines
                first={<TextLink to={`/invoices/${row.id}`}>{monthWord(row.month)}</TextLink>}
                second={row.invoiceNumber}
              />
            ),
          },
          {
            key: "net",
            header: m.billing_net(),
            align: "right",
            noWrap: true,
            cell: (row) => formatMoney(row.netMinor, row.currency),
          },
          {
            key: "vat",
            header: m.billing_vat(),
            align: "right",
            noWrap: true,
            cell: (row) => formatMoney(row.vatMinor, row.currency),
          },
          {
            key: "gross",
            place: "figure",
            header: m.billing_gross(),
            align: "right",
            noWrap: true,
            cell: (row) => <strong>{formatMoney(row.grossMinor, row.currency)}</strong>,
          },
          {
            key: "status",
            header: m.billing_status(),
            cell: (row) => (
              <Badge size="small" tone={runStateTone(row.state)}>
                {runStateWord(row.state)}
              </Badge>
            ),
          },
        ]}
      />
    </Card>
  );
}
