import { Link } from "@remix-run/react";

import { queryState } from "#app/hours/query/components/query-words.ts";
import type { QueryRow } from "#app/hours/store/staff-queries.server.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

/** Clients' questions, each with the client's first words. */
export function StaffQueryTable({ rows, show }: { rows: QueryRow[]; show: "open" | "closed" }) {
  return (
    <DataTable
      caption={m.query_staff_title()}
      dense
      rows={rows}
      rowKey={(row) => row.id}
      empty={
        <EmptyState icon="info" title={show === "open" ? m.query_staff_none() : m.query_staff_none_closed()}>
          {m.query_staff_none_text()}
        </EmptyState>
      }
      phone="flow"
      columns={[
        {
          key: "work",
          header: m.query_col_work(),
          primary: true,
          cell: (row) => (
            <TwoLines
              first={
                <Link
                  to={`/staff/queries/${row.id}`}
                  className="inline-flex min-h-6 items-center wrap-anywhere text-ink no-underline hover:underline pointer-coarse:min-h-11"
                >
                  {row.clientName} · {row.title}
                </Link>
              }
              second={<span className="wrap-anywhere">{row.words}</span>}
            />
          ),
        },
        {
          key: "asked",
          header: m.query_col_asked(),
          cell: (row) => `${row.askedBy} · ${formatDay(row.askedOn, "medium")}`,
        },
        {
          key: "minutes",
          place: "figure",
          header: m.query_col_minutes(),
          align: "right",
          noWrap: true,
          cell: (row) => <span className="font-semibold">{formatMinutes(row.minutes)}</span>,
        },
        {
          key: "state",
          header: m.query_col_state(),
          noWrap: true,
          cell: (row) => <StateBadge state={row.state} />,
        },
      ]}
    />
  );
}

/** How a question stands. */
export function StateBadge({ state }: Pick<QueryRow, "state">) {
  const { word, tone } = queryState(state);
  return (
    <Badge size="small" tone={tone}>
      {word}
    </Badge>
  );
}
