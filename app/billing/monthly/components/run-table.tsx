import { Form } from "@remix-run/react";

import type { RunPage, RunRow } from "#app/billing/monthly/run-page.server.ts";
import { oddityWords, runStateTone, runStateWord } from "#app/billing/monthly/words.ts";
import { monthWords } from "#app/contracts/components/line-words.ts";
import { formatMoney, signedMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { TimeSteps } from "#app/ui/wayfinding.tsx";

/** The clients' months under each other, with what is odd about each, and the way to the month before and after. */
export function RunTable({ page }: { page: RunPage }) {
  const total = page.rows.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
  const [first] = page.rows;
  return (
    <>
      <div className="mb-4">
        <TimeSteps
          before={{ to: `?month=${page.before}`, label: monthWords(page.before) }}
          after={page.after ? { to: `?month=${page.after}`, label: monthWords(page.after) } : null}
        />
      </div>
      <Card padding="none">
        <DataTable
          dense
          phone="flow"
          caption={m.monthly_title_of({ month: monthWords(page.month) })}
          columns={columns(page)}
          rows={page.rows}
          rowKey={(row) => row.clientId}
          footer={first && [m.monthly_total(), formatMoney(total, first.currency), "", "", "", ""]}
          empty={
            <EmptyState icon="invoices" title={m.monthly_empty_title()}>
              {m.monthly_empty_text()}
            </EmptyState>
          }
        />
      </Card>
    </>
  );
}

function columns({ month, isOver, mayHandle, typeNames }: RunPage): Column<RunRow>[] {
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
