import { Link } from "@remix-run/react";
import { clsx } from "clsx";
import type { ReactNode } from "react";

import type { RunwayRow } from "#app/hours/runway/runway-page.server.ts";
import { formatDay, formatMinutes, formatNumber, spokenMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { SparkBars } from "#app/ui/chart/bars.tsx";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import type { ListState } from "#app/ui/table/list-state.ts";

/** Clients by how long their hours last. */
export function RunwayTable({ rows, list }: { rows: RunwayRow[]; list: ListState }) {
  return (
    <DataTable
      caption={m.manage_runway_title()}
      rows={rows}
      rowKey={(row) => row.id}
      dense
      phone="lines"
      list={list}
      empty={
        <EmptyState title={m.manage_runway_none()} icon="clients">
          {m.manage_runway_none_text()}
        </EmptyState>
      }
      columns={runwayColumns(rows)}
    />
  );
}

/** The columns of the board; the weeks of all these rows have one scale. */
export function runwayColumns(rows: RunwayRow[]): Column<RunwayRow>[] {
  const most = Math.max(1, ...rows.flatMap((row) => row.weeks));
  return [
    { key: "client", header: m.manage_col_client(), primary: true, cell: (row) => <ClientLink row={row} /> },
    {
      key: "runway",
      header: m.manage_col_runway(),
      noWrap: true,
      place: "under",
      cell: (row) => <Left row={row} />,
    },
    {
      key: "balance",
      header: m.manage_col_balance(),
      align: "right",
      noWrap: true,
      place: "figure",
      cell: (row) => <Balance row={row} />,
    },
    {
      key: "pace",
      header: m.manage_col_pace(),
      wideOnly: true,
      cell: (row) => <Pace row={row} most={most} />,
    },
    {
      key: "expiry",
      header: m.manage_col_expiry(),
      noWrap: true,
      wideOnly: true,
      cell: (row) =>
        row.nextExpiryOn === null ? null : (
          <TwoLines
            first={formatDay(row.nextExpiryOn, "medium")}
            second={formatMinutes(row.nextExpiryMinutes)}
          />
        ),
    },
    {
      key: "low",
      header: m.manage_col_topup(),
      noWrap: true,
      wideOnly: true,
      cell: (row) => <TopUp row={row} />,
    },
  ];
}

function ClientLink({ row }: { row: RunwayRow }) {
  return (
    <Link to={`/staff/clients/${row.id}`} prefetch="intent" className="row-link">
      {row.name}
    </Link>
  );
}

function Left({ row }: { row: RunwayRow }) {
  if (row.netMinutes < 0)
    return (
      <Badge tone="negative" size="small">
        {m.manage_below_zero()}
      </Badge>
    );
  if (row.netMinutes === 0)
    return (
      <Badge tone="low" size="small">
        {m.manage_used_up()}
      </Badge>
    );
  if (row.daysLeft !== null && row.emptyOn !== null)
    return (
      <TwoLines
        first={m.manage_days({ count: row.daysLeft, days: formatNumber(row.daysLeft) })}
        second={formatDay(row.emptyOn, "short")}
      />
    );
  return row.lapses
    ? m.manage_lapses_first()
    : row.perMonthMinutes === null
      ? m.manage_no_pace()
      : m.manage_for_years();
}

function Balance({ row }: { row: RunwayRow }) {
  return (
    <span
      className={clsx(
        row.level === "negative" && "font-semibold text-negative",
        row.level === "low" && "font-semibold text-low",
      )}
    >
      <span aria-hidden="true">{formatMinutes(row.netMinutes)}</span>
      <span className="sr-only">{spokenMinutes(row.netMinutes)}</span>
    </span>
  );
}

/** Twelve weeks as bars to one scale, with the month's average beside them; the weeks stand as a list behind it. */
function Pace({ row, most }: { row: RunwayRow; most: number }): ReactNode {
  if (row.weeks.every((minutes) => minutes === 0)) return m.manage_no_work();
  const words =
    row.perMonthMinutes === null
      ? m.manage_pace_young()
      : m.manage_pace({ minutes: formatMinutes(row.perMonthMinutes) });
  return (
    <div className="flex items-end gap-x-3">
      <SparkBars values={row.weeks} most={most} />
      <details className="text-sm">
        <summary className="min-h-6 cursor-pointer text-muted pointer-coarse:min-h-11">
          {words}
          <span className="sr-only"> {m.manage_pace_of({ name: row.name })}</span>
        </summary>
        <ol className="mt-1">
          {row.weeks.map((minutes, week) => (
            <li key={week} className="flex justify-between gap-4">
              <span>{weekWords(row.weeks.length - 1 - week)}</span>
              <span>{formatMinutes(minutes)}</span>
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}

function weekWords(ago: number): string {
  return ago === 0 ? m.manage_week_last() : m.manage_week_ago({ count: ago, weeks: formatNumber(ago) });
}

function TopUp({ row }: { row: RunwayRow }) {
  if (row.topupMode === "charge")
    return (
      <Badge tone="good" size="small">
        {m.manage_topup_charge()}
      </Badge>
    );
  if (row.topupMode === "invoice")
    return (
      <Badge tone="good" size="small">
        {m.manage_topup_invoice()}
      </Badge>
    );
  return (
    <Badge tone="neutral" size="small">
      {m.manage_topup_warn()}
    </Badge>
  );
}
