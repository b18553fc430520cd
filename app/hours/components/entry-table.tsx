import { useState } from "react";

import { EntrySum } from "#app/hours/components/entry-sum.tsx";
import { natureWord } from "#app/hours/components/words.ts";
import type { EntryLine } from "#app/hours/entry-view.ts";
import type { HoursSort } from "#app/hours/rules/hours-filter.ts";
import { firstNameOf } from "#app/platform/first-name.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { TextLink } from "#app/ui/card.tsx";
import { Link } from "#app/ui/link.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import type { ListState } from "#app/ui/table/list-state.ts";
import { SortMenu } from "#app/ui/table/list-tools.tsx";
import { ColumnHead } from "#app/ui/table/table-head.tsx";

/** The heads of worked time, by what they sort by. */
const columns = (): { key: HoursSort; header: string }[] => [
  { key: "work", header: m.hours_col_work() },
  { key: "day", header: m.hours_col_day() },
  { key: "who", header: m.hours_col_who() },
  { key: "nature", header: m.hours_col_nature() },
  { key: "billed", header: m.hours_col_billed() },
];

/** What worked time is sorted by, where its heads are not in sight. */
export function EntrySort({ list }: { list: ListState }) {
  return <SortMenu list={list} columns={columns()} />;
}

interface EntryTableProps {
  rows: EntryLine[];
  /** What the address asks of the list. */
  list: ListState;
  clearTo: string;
  /** There is no work at all, whatever the filter says. */
  never?: boolean | undefined;
}

/** Worked time, newest first or as asked; each entry opens to its arithmetic, which comes when it is opened. Two lines an entry on a phone. Looks: styles/entries.css. */
export function EntryTable({ rows, list, clearTo, never = false }: EntryTableProps) {
  if (rows.length === 0) return <NoEntries clearTo={clearTo} never={never} />;
  return (
    <table className="entries">
      <caption className="sr-only">{m.hours_entries_caption()}</caption>
      <thead>
        <tr>
          {columns().map((column) => (
            <ColumnHead
              key={column.key}
              column={column}
              list={list}
              className={column.key === "billed" ? "cell-right" : ""}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Entry key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function Entry({ row }: { row: EntryLine }) {
  const [isOpen, setOpen] = useState(false);
  const day = formatDay(row.workedOn, "medium");
  const nature = natureWord(row.nature);
  return (
    <tr>
      <th scope="row">
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>
            <span className="entry-title">{row.title}</span>
            <small>
              <State row={row} />
              <span className="entry-facts">{[day, firstNameOf(row.engineer), nature].join(" · ")}</span>
              <span className="entry-more">{m.hours_show_sum()}</span>
            </small>
          </summary>
          {isOpen ? (
            <EntrySum id={row.id} />
          ) : (
            <Link to={`/hours/${row.id}`} discover="none" className="link">
              {m.hours_entry_open()}
            </Link>
          )}
        </details>
      </th>
      <td>{day}</td>
      <td>{row.engineer}</td>
      <td>{nature}</td>
      <td>{formatMinutes(row.billable)}</td>
    </tr>
  );
}

/** What makes an entry other than plain. */
function State({ row }: { row: EntryLine }) {
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

function NoEntries({ clearTo, never }: { clearTo: string; never: boolean }) {
  if (never)
    return (
      <EmptyState icon="hours" title={m.hours_never_title()}>
        {m.hours_never_text()}
      </EmptyState>
    );
  return (
    <EmptyState
      icon="hours"
      title={m.hours_entries_none()}
      action={<TextLink to={clearTo}>{m.hours_filter_clear()}</TextLink>}
    >
      {m.hours_entries_none_text()}
    </EmptyState>
  );
}
