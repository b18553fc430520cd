import type { ReactNode } from "react";

import { StateBadge } from "#app/requests/components/state-badge.tsx";
import type { Day } from "#app/platform/day.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { RequestRow } from "#app/requests/store/request-list.server.ts";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { Link } from "#app/ui/link.tsx";
import type { ListSpec, ListState } from "#app/ui/table/list-state.ts";
import { SortMenu } from "#app/ui/table/list-tools.tsx";

/** Requests as they stand in a list, at an address of its own. */
export const requestsList = (path: string) =>
  ({
    list: "requests",
    path,
    sorts: ["title", "from", "created", "assignee", "state"],
    filters: ["show", "q"],
  }) as const satisfies ListSpec;

/** A request as a list shows it; its days are in the reader's zone. */
export type ShownRequest = Omit<RequestRow, "createdAt" | "closedAt"> & {
  createdOn: Day;
  approved?: boolean;
};

interface RequestTableProps {
  rows: ShownRequest[];
  /** Where a request's page is. */
  base: "/requests" | "/staff/requests";
  showClient?: boolean | undefined;
  /** What the address asks of the list. */
  list: ListState;
  empty: ReactNode;
}

/** Requests, one a row: what, from whom, how it stands, with whom. */
export function RequestTable({ rows, base, showClient = false, list, empty }: RequestTableProps) {
  return (
    <DataTable
      caption={m.desk_requests_title()}
      columns={columnsOf(base, showClient)}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      phone="lines"
      list={list}
      dense={base === "/staff/requests"}
    />
  );
}

/** What requests are sorted by, where their heads are not in sight. */
export function RequestSort({ list }: { list: ListState }) {
  return <SortMenu list={list} columns={columnsOf("/requests", false)} />;
}

function columnsOf(base: RequestTableProps["base"], showClient: boolean): Column<ShownRequest>[] {
  return [
    {
      key: "title",
      header: m.desk_request(),
      primary: true,
      cell: (row) => (
        <TwoLines
          first={
            <Link
              to={`${base}/${row.id}`}
              prefetch="intent"
              className="inline-flex min-h-6 items-center text-ink no-underline hover:underline pointer-coarse:min-h-11"
            >
              {row.title}
            </Link>
          }
          second={
            <>
              {[`#${row.number}`, ...(showClient ? [row.clientName] : [])].join(" · ")}
              {row.requesterName && <span className="wide:hidden"> · {row.requesterName}</span>}
            </>
          }
        />
      ),
    },
    {
      key: "from",
      wideOnly: true,
      header: m.desk_request_from(),
      cell: (row) => row.requesterName ?? (showClient ? null : m.desk_request_by_msp()),
    },
    {
      key: "created",
      header: m.desk_request_on(),
      noWrap: true,
      place: "under",
      cell: (row) => formatDay(row.createdOn, "medium"),
    },
    {
      key: "assignee",
      wideOnly: true,
      header: m.desk_request_with(),
      cell: (row) => row.assigneeName ?? <span className="text-muted">{m.desk_nobody()}</span>,
    },
    {
      key: "state",
      header: m.desk_state(),
      noWrap: true,
      place: "figure",
      cell: (row) => <StateBadge state={row.state} approved={row.approved} brief />,
    },
  ];
}
