import { clsx } from "clsx";

import type { StatementLine } from "#app/hours/rules/statement.ts";
import type { ShownLine } from "#app/hours/statement/statement-page.server.ts";
import { arithmetic, blocksWords, isWork, lineFacts, lineTitle } from "#app/hours/statement/words.ts";
import { formatDay, formatMinutes, signedMinutes, signedMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { Link } from "#app/ui/link.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

/** Every booking of a period with both its days, its arithmetic, its blocks and the balance after it, oldest first. On a phone two lines each: the rest stands with the entry and in the files. */
export function StatementLines({
  lines,
  currency,
  toEntry,
}: {
  lines: ShownLine[];
  currency: string;
  toEntry: (entryId: string) => string;
}) {
  return (
    <DataTable
      caption={m.statement_lines_caption()}
      rows={lines}
      rowKey={(line) => String(line.seq)}
      dense
      phone="lines"
      stickyHead
      empty={
        <EmptyState icon="hours" title={m.statement_none()}>
          {m.statement_none_text()}
        </EmptyState>
      }
      columns={[
        {
          key: "what",
          header: m.statement_col_what(),
          primary: true,
          cell: (line) => (
            <TwoLines
              first={<Title line={line} toEntry={toEntry} />}
              second={<Detail line={line} currency={currency} />}
            />
          ),
        },
        {
          key: "recorded",
          header: m.statement_col_recorded(),
          wideOnly: true,
          noWrap: true,
          cell: (line) => formatDay(line.recordedOn, "medium"),
        },
        {
          key: "worked",
          header: m.statement_col_worked(),
          wideOnly: true,
          noWrap: true,
          cell: (line) => (isWork(line) ? formatDay(line.workedOn, "medium") : null),
        },
        {
          key: "value",
          header: m.statement_col_value(),
          align: "right",
          wideOnly: true,
          noWrap: true,
          cell: (line) => (line.valueMinor === 0 ? null : signedMoney(line.valueMinor, currency)),
        },
        {
          key: "change",
          place: "figure",
          header: m.statement_col_change(),
          align: "right",
          noWrap: true,
          cell: (line) => (
            <span className={clsx("font-semibold", line.changeMinutes > 0 && "text-primary")}>
              {signedMinutes(line.changeMinutes)}
            </span>
          ),
        },
        {
          key: "balance",
          header: m.statement_col_balance(),
          place: "under",
          align: "right",
          noWrap: true,
          cell: (line) => (
            <span className={clsx(line.balanceMinutes < 0 && "text-negative")}>
              {formatMinutes(line.balanceMinutes)}
            </span>
          ),
        },
      ]}
    />
  );
}

function Title({ line, toEntry }: { line: ShownLine; toEntry: (entryId: string) => string }) {
  if (line.entryId === null) return lineTitle(line);
  return (
    <>
      <Link to={toEntry(line.entryId)} className="text-ink no-underline hover:underline">
        {lineTitle(line)}
      </Link>
      {line.contested && (
        <>
          {" "}
          <Badge size="small" tone="low">
            {m.query_state_open()}
          </Badge>
        </>
      )}
    </>
  );
}

function Detail({ line, currency }: { line: StatementLine; currency: string }) {
  const facts = lineFacts(line).join(" · ");
  const sums = [arithmetic(line), blocksWords(line, currency)].filter(Boolean).join(" · ");
  return (
    <>
      <span className="wide:hidden">
        {formatDay(line.recordedOn, "medium")}
        {facts && " · "}
      </span>
      {facts}
      <span className="max-wide:hidden">
        {facts && sums && " · "}
        {sums}
      </span>
    </>
  );
}
