import { EntryLines } from "#app/hours/components/entry-lines.tsx";
import { natureWord } from "#app/hours/components/words.ts";
import type { EntryView } from "#app/hours/entry-view.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { TextLink } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

/** Worked time, newest first; each entry opens to its arithmetic. Two lines an entry on a phone. `never`: there is no work at all, whatever the filter says. */
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
      phone="lines"
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
          place: "figure",
          noWrap: true,
          cell: (row) => <span className="font-semibold">{formatMinutes(row.billable)}</span>,
        },
      ]}
    />
  );
}

/** What was done; the row opens to its note and its arithmetic. */
function WorkCell({ row }: { row: EntryView }) {
  return (
    <details className="group">
      <summary className="block min-h-6 list-none pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <span className="line-clamp-1 wrap-anywhere group-open:line-clamp-none">{row.title}</span>
        <span className="block text-sm font-normal text-muted">
          <State row={row} />
          <span className="wide:hidden">
            {[formatDay(row.workedOn, "medium"), row.engineer.split(" ")[0], natureWord(row.nature)].join(
              " · ",
            )}
            <Icon name="down" size={16} className="ml-1 inline text-primary group-open:rotate-180" />
          </span>
          <span className="link max-wide:sr-only">{m.hours_show_sum()}</span>
        </span>
      </summary>
      <div className="mt-1 mb-1.5 rounded-md bg-sunk px-3 py-2.5 text-sm font-normal">
        {row.note && <p className="mb-2 text-muted">{row.note}</p>}
        <EntryLines lines={row.lines} />
        <p className="mt-2">
          <TextLink to={`/hours/${row.id}`}>{m.hours_entry_open()}</TextLink>
        </p>
      </div>
    </details>
  );
}

/** What makes an entry other than plain. */
function State({ row }: { row: EntryView }) {
  const states = [
    row.corrected && { tone: undefined, text: m.hours_corrected() },
    row.contested && { tone: "low" as const, text: m.query_state_open() },
    row.awaits && { tone: "info" as const, text: m.approval_waits() },
  ].filter((state) => typeof state === "object" && state !== null);
  return (
    <>
      {states.map(({ tone, text }) => (
        <span key={text} className="mr-2">
          <Badge size="small" tone={tone}>
            {text}
          </Badge>
        </span>
      ))}
    </>
  );
}
