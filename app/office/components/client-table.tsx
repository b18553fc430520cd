import { clsx } from "clsx";

import type { ClientRow } from "#app/office/client-list.server.ts";
import { countryName } from "#app/clients/country-name.ts";
import { sizeWords } from "#app/hours/components/words.ts";
import { StripBars } from "#app/hours/components/strip-card.tsx";
import { formatDay, formatMinutes, spokenMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { Link } from "#app/ui/link.tsx";
import type { ListState } from "#app/ui/table/list-state.ts";
import { EmptyState } from "#app/ui/lists.tsx";

/** The clients, one a row: what is left, until when, what happens then, and the way to log time. */
export function ClientTable({
  rows,
  search,
  list,
  bulkForm,
}: {
  rows: ClientRow[];
  search: string;
  list: ListState;
  /** The id of the form that acts on the rows ticked. */
  bulkForm: string;
}) {
  return (
    <DataTable
      caption={m.desk_clients_title()}
      columns={clientColumns()}
      rows={rows}
      rowKey={(row) => row.id}
      dense
      phone="lines"
      list={list}
      select={{
        form: bulkForm,
        header: m.ui_select(),
        label: (row) => m.ui_select_row({ name: row.name }),
      }}
      empty={
        <EmptyState
          title={search ? m.desk_clients_none_found({ search }) : m.desk_clients_none()}
          icon="clients"
        >
          {search ? m.desk_clients_none_found_hint() : m.desk_clients_none_hint()}
        </EmptyState>
      }
    />
  );
}

/** The columns of the list of clients. */
export function clientColumns(): Column<ClientRow>[] {
  return [
    {
      key: "client",
      header: m.desk_client(),
      primary: true,
      cell: (row) => <TwoLines first={<ClientLink row={row} />} second={<Kind row={row} />} />,
    },
    {
      key: "card",
      header: m.desk_strip_card(),
      wideOnly: true,
      cell: (row) =>
        row.lots.length > 0 || row.owedMinutes > 0 ? (
          <StripBars lots={row.lots} owedMinutes={row.owedMinutes} />
        ) : null,
    },
    {
      key: "over",
      header: m.desk_over(),
      align: "right",
      noWrap: true,
      place: "figure",
      cell: (row) => <Left row={row} />,
    },
    {
      key: "empty",
      header: m.desk_empty_on(),
      noWrap: true,
      place: "under",
      cell: (row) => <EmptyOn row={row} />,
    },
    {
      key: "low",
      header: m.desk_at_low_balance(),
      noWrap: true,
      wideOnly: true,
      cell: (row) => <LowBalance row={row} />,
    },
    {
      key: "log",
      header: m.desk_nav_log_time(),
      hideHeader: true,
      align: "right",
      noWrap: true,
      wideOnly: true,
      cell: (row) => (
        <LinkButton to={`/staff/time/new?client=${row.id}`} size="row">
          {m.desk_nav_log_time()}
          <span className="sr-only"> {m.desk_for_client({ name: row.name })}</span>
        </LinkButton>
      ),
    },
  ];
}

function ClientLink({ row }: { row: ClientRow }) {
  return (
    <Link to={`/staff/clients/${row.id}`} prefetch="intent" className="row-link">
      {row.name}
    </Link>
  );
}

function Kind({ row }: { row: ClientRow }) {
  const block = row.blockMinutes !== null && m.desk_kind_block({ size: sizeWords(row.blockMinutes) });
  const contract = row.kind === "managed" && m.desk_kind_managed();
  const what = [contract, block].filter(Boolean).join(" · ") || m.desk_kind_no_block();
  return (
    <>
      <abbr title={countryName(row.country)} className="no-underline">
        {row.country}
      </abbr>
      {" · "}
      {what}
    </>
  );
}

function Left({ row }: { row: ClientRow }) {
  if (row.level === "none") return <span aria-label={m.desk_no_hours()}>—</span>;
  return (
    <span
      className={clsx(
        "text-base",
        row.level === "negative" && "font-semibold text-negative",
        row.level === "low" && "font-semibold text-low",
      )}
    >
      <span aria-hidden="true">{formatMinutes(row.netMinutes)}</span>
      <span className="sr-only">{spokenMinutes(row.netMinutes)}</span>
    </span>
  );
}

function EmptyOn({ row }: { row: ClientRow }) {
  if (row.emptySince) return m.desk_empty_since({ day: formatDay(row.emptySince, "short") });
  return row.emptyOn ? m.desk_empty_around({ day: formatDay(row.emptyOn, "short") }) : null;
}

function LowBalance({ row }: { row: ClientRow }) {
  if (row.level === "negative")
    return (
      <Badge tone="negative" size="small">
        {m.desk_low_below_zero()}
      </Badge>
    );
  if (row.level === "none")
    return row.kind === "managed" ? (
      <Badge tone="good" size="small">
        {m.desk_low_fixed()}
      </Badge>
    ) : null;
  if (row.topupMode === "charge")
    return (
      <Badge tone="good" size="small">
        {m.desk_low_charge()}
      </Badge>
    );
  if (row.topupMode === "invoice")
    return (
      <Badge tone="good" size="small">
        {m.desk_low_invoice()}
      </Badge>
    );
  return (
    <Badge tone={row.level === "low" ? "low" : "neutral"} size="small">
      {m.desk_low_warn({ minutes: formatMinutes(row.thresholdMinutes) })}
    </Badge>
  );
}
