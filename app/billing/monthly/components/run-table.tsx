import { Form } from "@remix-run/react";

import type { RunPage, RunRow } from "#app/billing/monthly/run-page.server.ts";
import { runFilters, type RunFilter, type RunList } from "#app/billing/rules/run-list.ts";
import { oddityWords, runStateTone, runStateWord } from "#app/billing/monthly/words.ts";
import { monthWords } from "#app/contracts/components/line-words.ts";
import { formatMoney, signedMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { BulkBar } from "#app/ui/table/bulk-bar.tsx";
import { FilterChips } from "#app/ui/tabs.tsx";
import { Pagination, TimeSteps } from "#app/ui/wayfinding.tsx";

const filterWords = {
  all: m.monthly_filter_all,
  odd: m.monthly_filter_odd,
  ready: m.monthly_filter_ready,
  closed: m.monthly_filter_closed,
  issued: m.monthly_filter_issued,
  failed: m.monthly_filter_failed,
} satisfies Record<RunFilter, () => string>;
const form = "run";

/** The clients' months under each other, with what is odd about each, ways to narrow the list and to act on many, and the way to the month before and after. */
export function RunTable({ page }: { page: Omit<RunPage, "rows"> & { list: RunList<RunRow> } }) {
  const { list, month } = page;
  const acts = page.mayHandle && page.isOver && list.rows.length > 0;
  const sums = list.totals.map(({ currency, totalMinor }) => formatMoney(totalMinor, currency)).join(", ");
  const addressOf = (filter: RunFilter, at: number): string =>
    `?month=${month}&show=${filter}${at > 1 ? `&page=${String(at)}` : ""}`;
  return (
    <>
      <div className="mb-4">
        <TimeSteps
          before={{ to: `?month=${page.before}`, label: monthWords(page.before) }}
          after={page.after ? { to: `?month=${page.after}`, label: monthWords(page.after) } : null}
        />
      </div>
      <div className="mb-4">
        <FilterChips
          chips={runFilters.map((filter) => ({
            to: addressOf(filter, 1),
            label: filterWords[filter](),
            count: list.counts[filter],
            active: filter === list.filter,
          }))}
        />
      </div>
      <Card padding="none">
        {acts && <RunActs action={`/staff/monthly${addressOf(list.filter, list.page)}`} />}
        <DataTable
          dense
          phone="flow"
          caption={m.monthly_title_of({ month: monthWords(page.month) })}
          columns={columns(page)}
          rows={list.rows}
          // What a tick sends: the client, and the total that was read.
          rowKey={(row) => `${row.clientId}:${String(row.totalMinor)}`}
          select={
            acts ? { form, header: m.ui_select(), label: ({ name }) => m.ui_select_row({ name }) } : undefined
          }
          footer={list.rows.length > 0 ? [m.monthly_total(), sums, "", "", "", ""] : undefined}
          empty={
            <EmptyState icon="invoices" title={m.monthly_empty_title()}>
              {m.monthly_empty_text()}
            </EmptyState>
          }
        />
        <Pagination page={list.page} pages={list.pages} toPage={(at) => addressOf(list.filter, at)} />
      </Card>
    </>
  );
}

function RunActs({ action }: { action: string }) {
  return (
    <BulkBar id={form} action={action} method="post">
      <SubmitButton tone="secondary" size="row" name="intent" value="close">
        {m.monthly_bulk_close()}
      </SubmitButton>
      <SubmitButton tone="secondary" size="row" name="intent" value="issue">
        {m.monthly_bulk_issue()}
      </SubmitButton>
    </BulkBar>
  );
}

function columns({ month, isOver, mayHandle, typeNames }: Omit<RunPage, "rows">): Column<RunRow>[] {
  return [
    {
      key: "client",
      header: m.monthly_client(),
      primary: true,
      cell: (row) => <TextLink to={`/staff/monthly/${row.clientId}?month=${month}`}>{row.name}</TextLink>,
    },
    {
      key: "amount",
      place: "figure",
      header: m.monthly_amount(),
      align: "right",
      noWrap: true,
      cell: (row) => <strong>{formatMoney(row.totalMinor, row.currency)}</strong>,
    },
    {
      key: "difference",
      header: m.monthly_difference(),
      align: "right",
      noWrap: true,
      cell: (row) => signedMoney(row.totalMinor - row.beforeMinor, row.currency),
    },
    {
      key: "odd",
      header: m.monthly_odd(),
      cell: (row) =>
        row.oddities.length === 0 ? null : (
          <ul className="text-sm">
            {row.oddities.slice(0, 3).map((oddity, at) => (
              <li key={at}>{oddityWords(oddity, row.currency, typeNames)}</li>
            ))}
            {row.oddities.length > 3 && <li>{m.monthly_odd_more({ count: row.oddities.length - 3 })}</li>}
          </ul>
        ),
    },
    {
      key: "state",
      header: m.monthly_state(),
      cell: (row) => (
        <TwoLines
          first={
            <Badge size="small" tone={runStateTone(row.state)}>
              {runStateWord(row.state)}
            </Badge>
          }
          second={row.invoiceNumber}
        />
      ),
    },
    {
      key: "act",
      header: m.monthly_act(),
      hideHeader: true,
      align: "right",
      cell: (row) => (mayHandle && isOver ? <RowAct row={row} month={month} /> : null),
    },
  ];
}

/** Closing and issuing from the list, for months in which nothing is odd. */
function RowAct({ row, month }: { row: RunRow; month: string }) {
  if (row.state !== "draft" && row.state !== "closed") return null;
  if (row.state === "draft" && row.oddities.length > 0)
    return (
      <LinkButton to={`/staff/monthly/${row.clientId}?month=${month}`} size="small">
        {m.monthly_read()}
      </LinkButton>
    );
  const intent = row.state === "draft" ? "close" : "issue";
  return (
    <Form method="post" action={`/staff/monthly/${row.clientId}?month=${month}`}>
      <input type="hidden" name="seen" value={row.totalMinor} />
      <SubmitButton tone="secondary" size="small" name="intent" value={intent}>
        {intent === "close" ? m.monthly_close() : m.monthly_issue()}
      </SubmitButton>
    </Form>
  );
}
