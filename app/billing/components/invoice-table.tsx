import type { ReactNode } from "react";

import type { InvoiceRow } from "#app/billing/invoices-page.server.ts";
import { runStateTone, runStateWord } from "#app/billing/monthly/words.ts";
import { monthWord, sizeWord, stateTone, stateWord } from "#app/billing/words.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { sortedBy, type ListState } from "#app/ui/table/list-state.ts";
import { SortMenu } from "#app/ui/table/list-tools.tsx";
import { VisuallyHidden } from "#app/ui/visually-hidden.tsx";

const values: Record<string, (row: InvoiceRow) => string | number | null> = {
  invoice: nameOf,
  date: ({ on }) => on,
  net: ({ netMinor }) => netMinor,
  vat: ({ vatMinor }) => vatMinor,
  gross: ({ grossMinor }) => grossMinor,
  status: (row) => stateOf(row).word,
};

/** Invoices in the order asked for, states by their words; in their own order where none is. */
export function sortInvoices<Row extends InvoiceRow>(rows: readonly Row[], sort: ListState["sort"]): Row[] {
  return sortedBy<Row>(rows, sort, values);
}

/** What invoices are sorted by, where their heads are not in sight. */
export function InvoiceSort({ list }: { list: ListState }) {
  return <SortMenu list={list} columns={columns()} />;
}

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

function stateOf(row: InvoiceRow): { tone: Tone; word: string } {
  return row.kind === "order"
    ? { tone: stateTone(row.state, row.back), word: stateWord(row.state, row.back, row.byHand) }
    : { tone: runStateTone(row.state), word: runStateWord(row.state) };
}

function StateBadge({ row }: { row: InvoiceRow }) {
  const { tone, word } = stateOf(row);
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
  list,
  emptyAction,
  emptyText,
}: {
  caption: string;
  rows: InvoiceRow[];
  list: ListState;
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
      list={list}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
    />
  );
}
