import type { ReactNode } from "react";

import type { InvoiceRow } from "#app/billing/invoices-page.server.ts";
import { runStateTone, runStateWord } from "#app/billing/monthly/words.ts";
import { monthWord, sizeWord, stateTone, stateWord } from "#app/billing/words.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { VisuallyHidden } from "#app/ui/visually-hidden.tsx";

function columns(): Column<InvoiceRow>[] {
  return [
    {
      key: "invoice",
      header: m.billing_invoice(),
      primary: true,
      cell: (row) => (
        <TwoLines
          first={<TextLink to={pageOf(row)}>{nameOf(row)}</TextLink>}
          second={row.kind === "order" ? sizeWord(Math.round(row.hours * 60)) : monthName(row)}
        />
      ),
    },
    { key: "date", header: m.billing_date(), noWrap: true, cell: (row) => formatDay(row.on, "medium") },
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
      cell: (row) => <StateBadge row={row} />,
    },
    {
      key: "documents",
      header: m.billing_documents(),
      align: "right",
      noWrap: true,
      cell: (row) => <Documents row={row} />,
    },
  ];
}

const pageOf = ({ kind, id }: InvoiceRow) => (kind === "order" ? `/orders/${id}` : `/invoices/${id}`);

function nameOf(row: InvoiceRow): string {
  if (row.invoiceNumber) return row.invoiceNumber;
  return row.kind === "order" ? m.billing_order_title({ number: row.number }) : monthName(row);
}

function monthName({ month }: { month: string }): string {
  return m.monthly_invoice_of({ month: monthWord(month) });
}

function StateBadge({ row }: { row: InvoiceRow }) {
  const [tone, word] =
    row.kind === "order"
      ? [stateTone(row.state, row.back), stateWord(row.state, row.back, row.byHand)]
      : [runStateTone(row.state), runStateWord(row.state)];
  return (
    <Badge size="small" tone={tone}>
      {word}
    </Badge>
  );
}

function Documents({ row }: { row: InvoiceRow }) {
  const { invoiceNumber: number, invoiceUrl, invoicePdf } = row;
  if (!number)
    return row.kind === "order" && row.state === "paid" && row.invoiceComing ? (
      <span className="text-muted">{m.billing_invoice_none()}</span>
    ) : null;
  return (
    <span className="inline-flex flex-wrap gap-x-4">
      {invoiceUrl && (
        <a className="link" href={invoiceUrl}>
          {m.billing_invoice_view()}
          <VisuallyHidden> {number}</VisuallyHidden>
        </a>
      )}
      {invoicePdf && (
        <a className="link" href={invoicePdf}>
          {m.billing_invoice_pdf()}
          <VisuallyHidden> {number}</VisuallyHidden>
        </a>
      )}
      {(row.kind === "order" ? row.creditNotes : []).map((note) =>
        note.pdf ? (
          <a key={note.number} className="link" href={note.pdf}>
            {m.refund_credit_note({ number: note.number })}
          </a>
        ) : (
          <span key={note.number}>{m.refund_credit_note({ number: note.number })}</span>
        ),
      )}
    </span>
  );
}

/** Invoices with their amounts and documents; labelled cards on a phone. */
export function InvoiceTable({
  caption,
  rows,
  emptyAction,
  emptyText,
}: {
  caption: string;
  rows: InvoiceRow[];
  emptyAction?: ReactNode;
  emptyText?: string;
}) {
  const empty = (
    <EmptyState icon="invoices" title={m.billing_invoices_empty_title()} action={emptyAction}>
      {emptyText}
    </EmptyState>
  );
  return (
    <DataTable
      caption={caption}
      phone="flow"
      columns={columns()}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
    />
  );
}
