import { clsx } from "clsx";

import { priorityWords } from "#app/contracts/components/line-words.ts";
import type { ShownQueueRow } from "#app/desk/queue-page.server.ts";
import { formatAge, formatDay, formatInstant } from "#app/platform/format.ts";
import { isAtWork } from "#app/requests/rules/request-state.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { StateBadge } from "#app/requests/components/state-badge.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { Link } from "#app/ui/link.tsx";
import type { ListState } from "#app/ui/table/list-state.ts";

interface QueueTableProps {
  rows: ShownQueueRow[];
  zone: string;
  list: ListState;
  /** The form whose checkboxes stand in the rows; left out where nothing can be done. */
  bulkForm: string | null;
  empty: React.ReactNode;
}

/** The queue: what, how long there is, how urgent, how old, with whom. Its rows are chosen by checkboxes of a form elsewhere on the page. */
export function QueueTable({ rows, zone, list, bulkForm, empty }: QueueTableProps) {
  return (
    <DataTable
      caption={m.desk_requests_title()}
      columns={queueColumns(zone)}
      rows={rows}
      rowKey={(row) => row.id}
      empty={empty}
      dense
      phone="lines"
      list={list}
      select={
        bulkForm === null
          ? undefined
          : {
              form: bulkForm,
              header: m.queue_col_select(),
              label: (row) => m.queue_select_row({ number: row.number }),
            }
      }
    />
  );
}

/** The columns of the queue. */
export function queueColumns(zone: string): Column<ShownQueueRow>[] {
  return [
    {
      key: "title",
      header: m.desk_request(),
      primary: true,
      cell: (row) => (
        <TwoLines
          first={
            <Link
              to={`/staff/requests/${row.id}`}
              prefetch="intent"
              data-queue-row={row.id}
              className="inline-flex min-h-6 items-center wrap-anywhere text-ink no-underline hover:underline pointer-coarse:min-h-11"
            >
              {row.title}
            </Link>
          }
          second={
            // One line on a phone; what matters most stands first.
            <span className="max-wide:line-clamp-1">
              #{row.number}
              {row.isAnswered && isAtWork(row.state) && (
                <>
                  {" "}
                  <Badge tone="info" size="small">
                    {m.queue_new_answer()}
                  </Badge>
                </>
              )}
              {` · ${row.clientName}`}
              {row.requesterName && ` · ${row.requesterName}`}
            </span>
          }
        />
      ),
    },
    {
      key: "due",
      header: m.queue_col_due(),
      noWrap: true,
      place: "figure",
      cell: (row) => <Due row={row} zone={zone} />,
    },
    {
      key: "priority",
      header: m.queue_col_priority(),
      noWrap: true,
      wideOnly: true,
      cell: (row) =>
        row.priority === "critical" || row.priority === "high" ? (
          <Badge tone={row.priority === "critical" ? "negative" : "low"} size="small">
            {priorityWords[row.priority]()}
          </Badge>
        ) : (
          <span className="text-muted">{priorityWords[row.priority]()}</span>
        ),
    },
    {
      key: "age",
      header: m.queue_col_age(),
      wideOnly: true,
      noWrap: true,
      cell: (row) => <span className="text-muted">{formatAge(row.ageMinutes)}</span>,
    },
    {
      key: "assignee",
      header: m.desk_request_with(),
      wideOnly: true,
      noWrap: true,
      cell: (row) => row.assigneeName ?? <span className="text-muted">{m.desk_nobody()}</span>,
    },
    {
      key: "last",
      header: m.queue_col_last(),
      wideOnly: true,
      cell: (row) =>
        row.lastMinutes !== null && <span className="text-muted">{formatAge(row.lastMinutes)}</span>,
    },
    {
      key: "state",
      header: m.desk_state(),
      noWrap: true,
      place: "under",
      cell: (row) => <StateBadge state={row.state} />,
    },
  ];
}

function Due({ row, zone }: { row: ShownQueueRow; zone: string }) {
  if (row.snoozedUntil && isAtWork(row.state) && row.minutesLeft === null)
    return (
      <span className="text-muted">
        {m.queue_rests_until({ until: formatInstant(row.snoozedUntil, zone) })}
      </span>
    );
  if (row.minutesLeft === null || row.dueAt === null)
    return row.promisedOn !== null && isAtWork(row.state) ? (
      <>
        <span className="block">{formatDay(row.promisedOn, "short")}</span>
        <span className="block text-xs text-muted">{m.queue_promised()}</span>
      </>
    ) : row.state === "new" ? (
      <span className="text-muted">{m.queue_waits({ age: formatAge(row.ageMinutes) })}</span>
    ) : null;
  const isLate = row.minutesLeft < 0;
  const age = formatAge(Math.abs(row.minutesLeft));
  return (
    // Two lines on a desk: beside each other they would take the room of the requests' titles. On a phone the first.
    <>
      <span
        className={clsx(
          "block",
          isLate ? "font-semibold text-negative" : row.minutesLeft < 60 && "font-semibold text-low",
        )}
      >
        {isLate ? m.queue_due_late({ age }) : m.queue_due_left({ age })}
      </span>
      <span className="block text-xs text-muted max-wide:hidden">{formatInstant(row.dueAt, zone)}</span>
    </>
  );
}
