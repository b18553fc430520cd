import { Link } from "@remix-run/react";

import { EntryLines } from "#app/hours/components/entry-lines.tsx";
import { natureWord } from "#app/hours/components/words.ts";
import type { EntryView } from "#app/hours/entry-view.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { TextLink } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

/** Worked time, newest first; each entry opens to its arithmetic. Cards on a phone. `never`: there is no work at all, whatever the filter says. */
export function EntryTable({
  rows,
  clearTo,
  never = false,
}: {
  rows: EntryView[];
  clearTo: string;
  never?: boolean | undefined;
}) {
  return (
    <DataTable
      caption={m.hours_entries_caption()}
      rows={rows}
      rowKey={(row) => row.id}
      empty={
        never ? (
          <EmptyState icon="hours" title={m.hours_never_title()}>
            {m.hours_never_text()}
          </EmptyState>
        ) : (
          <EmptyState
            icon="hours"
            title={m.hours_entries_none()}
            action={<TextLink to={clearTo}>{m.hours_filter_clear()}</TextLink>}
          >
            {m.hours_entries_none_text()}
          </EmptyState>
        )
      }
      columns={[
        { key: "work", header: m.hours_col_work(), primary: true, cell: (row) => <WorkCell row={row} /> },
        {
          key: "day",
          header: m.hours_col_day(),
          noWrap: true,
          wideOnly: true,
          cell: (row) => formatDay(row.workedOn, "medium"),
        },
        { key: "who", header: m.hours_col_who(), noWrap: true, wideOnly: true, cell: (row) => row.engineer },
        {
          key: "nature",
          header: m.hours_col_nature(),
          noWrap: true,
          wideOnly: true,
          cell: (row) => natureWord(row.nature),
        },
        {
          key: "billed",
          header: m.hours_col_billed(),
          align: "right",
          noWrap: true,
          cell: (row) => <span className="font-semibold">{formatMinutes(row.billable)}</span>,
        },
      ]}
    />
  );
}

function WorkCell({ row }: { row: EntryView }) {
  return (
    <>
      <Link to={`/hours/${row.id}`} className="text-ink no-underline hover:underline">
        {row.title}
      </Link>
      {row.corrected && (
        <span className="ml-2 font-normal">
          <Badge size="small">{m.hours_corrected()}</Badge>
        </span>
      )}
      {row.contested && (
        <span className="ml-2 font-normal">
          <Badge size="small" tone="low">
            {m.query_state_open()}
          </Badge>
        </span>
      )}
      {row.awaits && (
        <span className="ml-2 font-normal">
          <Badge size="small" tone="info">
            {m.approval_waits()}
          </Badge>
        </span>
      )}
      <span className="block text-sm font-normal text-muted wide:hidden">
        {[formatDay(row.workedOn, "medium"), row.engineer, natureWord(row.nature)].join(" · ")}
      </span>
      {row.note && <span className="block text-sm font-normal text-muted">{row.note}</span>}
      <details className="mt-0.5 text-sm font-normal">
        <summary className="link inline-block min-h-6 pointer-coarse:min-h-11 pointer-coarse:py-2.5">
          {m.hours_show_sum()}
        </summary>
        <div className="mt-1 mb-1.5 rounded-md bg-sunk px-3 py-2.5">
          <EntryLines lines={row.lines} />
        </div>
      </details>
    </>
  );
}
