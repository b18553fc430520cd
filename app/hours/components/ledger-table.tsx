import { clsx } from "clsx";

import { opDetail, opWords } from "#app/hours/components/ledger-words.ts";
import type { LedgerLine } from "#app/hours/ledger-page.server.ts";
import { formatDay, formatMinutes, signedMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { Link } from "#app/ui/link.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

/** Everything that moved the balance, newest first, with the balance after each. */
export function LedgerTable({ rows }: { rows: LedgerLine[] }) {
  return (
    <DataTable
      caption={m.hours_ledger_caption()}
      phone="lines"
      stickyHead
      rows={rows}
      rowKey={(row) => String(row.seq)}
      empty={
        <EmptyState icon="hours" title={m.hours_ledger_none()}>
          {m.hours_ledger_none_text()}
        </EmptyState>
      }
      columns={[
        {
          key: "what",
          header: m.hours_col_what(),
          primary: true,
          cell: (row) => (
            <TwoLines
              first={<What row={row} />}
              second={
                <>
                  <span className="wide:hidden">{formatDay(row.recordedOn, "medium")}</span>
                  {opDetail(row) && <span className="wide:hidden"> · </span>}
                  {opDetail(row)}
                </>
              }
            />
          ),
        },
        {
          key: "day",
          header: m.hours_col_day(),
          noWrap: true,
          wideOnly: true,
          cell: (row) => formatDay(row.recordedOn, "medium"),
        },
        {
          key: "change",
          header: m.hours_col_change(),
          align: "right",
          place: "figure",
          noWrap: true,
          cell: (row) => (
            <span className={clsx("font-semibold", row.change > 0 && "text-primary")}>
              {signedMinutes(row.change)}
            </span>
          ),
        },
        {
          key: "balance",
          header: m.hours_col_balance(),
          align: "right",
          place: "under",
          noWrap: true,
          cell: (row) => (
            <span className={clsx(row.balance < 0 && "text-negative")}>{formatMinutes(row.balance)}</span>
          ),
        },
      ]}
    />
  );
}

function What({ row }: { row: LedgerLine }) {
  if (row.entryId === null) return opWords(row);
  return (
    <Link to={`/hours/${row.entryId}`} className="text-ink no-underline hover:underline">
      {opWords(row)}
    </Link>
  );
}
