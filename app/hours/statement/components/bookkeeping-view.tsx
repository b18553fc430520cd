import { Link } from "@remix-run/react";

import type { Amounts, BookkeepingMonth, BookkeepingRow } from "#app/hours/rules/bookkeeping.ts";
import type { BookkeepingPage } from "#app/hours/statement/bookkeeping-page.server.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { buttonClass } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import type { ListState } from "#app/ui/table/list-state.ts";
import { ListTools, type SavedView } from "#app/ui/table/list-tools.tsx";

type Opened = { list: ListState; views: SavedView[] };

/** What sold hours became, month by month; a month opens to its clients, a client to its statement. */
export function BookkeepingView({ page, list, views }: { page: BookkeepingPage } & Opened) {
  const { month } = page;
  return (
    <>
      <PageHeader
        title={month ? m.bookkeeping_by_client({ month: formatDay(month, "month") }) : m.bookkeeping_title()}
        subtitle={m.bookkeeping_subtitle()}
        back={month ? { to: "/staff/bookkeeping", label: m.bookkeeping_back() } : undefined}
        actions={
          <a href="/staff/bookkeeping/csv" download className={buttonClass({ size: "small" })}>
            <Icon name="download" size={18} />
            {m.statement_csv()}
          </a>
        }
      />
      <Stack>
        {month ? (
          <Clients lines={page.lines} month={formatDay(month, "month")} list={list} views={views} />
        ) : (
          <Months months={page.months} list={list} views={views} />
        )}
        <p className="max-w-3xl text-sm text-muted">{m.bookkeeping_how()}</p>
      </Stack>
    </>
  );
}

type Row = Amounts & { currency: string };

function amountColumns<R extends Row>(): Column<R>[] {
  const column = (key: string, header: string, amount: (row: R) => number): Column<R> => ({
    key,
    header,
    align: "right",
    noWrap: true,
    cell: (row) => formatMoney(amount(row), row.currency),
  });
  return [
    column("sold", m.bookkeeping_sold(), (row) => row.soldMinor),
    column("imported", m.bookkeeping_imported(), (row) => row.importedMinor),
    column("earned", m.bookkeeping_earned(), (row) => row.earnedMinor),
    column("broken", m.bookkeeping_broken(), (row) => row.brokenMinor),
    column("refunded", m.bookkeeping_refunded(), (row) => row.refundedMinor),
    column("moved", m.bookkeeping_moved(), (row) => row.movedMinor),
    column("converted", m.bookkeeping_converted(), (row) => row.convertedMinor),
    column("deferred", m.bookkeeping_deferred(), (row) => row.deferredMinor),
  ];
}

function Months({ months, list, views }: { months: BookkeepingMonth[] } & Opened) {
  const columns: Column<BookkeepingMonth>[] = [
    {
      key: "month",
      header: m.bookkeeping_month(),
      primary: true,
      cell: (row) => (
        <TextLink to={`/staff/bookkeeping?month=${row.month.slice(0, 7)}`}>
          {formatDay(row.month, "month")}
        </TextLink>
      ),
    },
    ...amountColumns<BookkeepingMonth>(),
  ];
  return (
    <>
      <ListTools list={list} views={views} columns={columns} />
      <Card padding="none">
        <DataTable
          caption={m.bookkeeping_caption()}
          rows={months}
          rowKey={(row) => row.currency + row.month}
          dense
          phone="flow"
          list={list}
          empty={<Nothing />}
          columns={columns}
        />
      </Card>
    </>
  );
}

function Clients({ lines, month, list, views }: { lines: BookkeepingRow[]; month: string } & Opened) {
  const columns: Column<BookkeepingRow>[] = [
    {
      key: "client",
      header: m.bookkeeping_client(),
      primary: true,
      cell: (row) => (
        <Link to={`/staff/clients/${row.clientId}/statement?month=${row.month.slice(0, 7)}`} className="link">
          {row.clientName}
        </Link>
      ),
    },
    ...amountColumns<BookkeepingRow>(),
  ];
  return (
    <>
      <ListTools list={list} views={views} columns={columns} />
      <Card padding="none">
        <DataTable
          caption={m.bookkeeping_clients_caption({ month })}
          rows={lines}
          rowKey={(row) => row.currency + row.clientId}
          dense
          phone="flow"
          list={list}
          empty={<Nothing />}
          columns={columns}
        />
      </Card>
    </>
  );
}

function Nothing() {
  return (
    <EmptyState icon="figures" title={m.bookkeeping_none()}>
      {m.bookkeeping_none_text()}
    </EmptyState>
  );
}
