import { firstDayOf } from "#app/contracts/rules/month.ts";
import { formatDay, formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { DefinitionList, EmptyState } from "#app/ui/lists.tsx";

import type { ShownEntry, ShownVariant } from "#app/conversion/proposal-page.server.ts";
import { differenceWord, reasonWord } from "#app/conversion/words.ts";
import { YearChart } from "./year-chart.tsx";

interface ReplayViewProps {
  variant: ShownVariant;
  currency: string;
  /** Says which variant it is, where several stand below each other. */
  named?: boolean;
}

/** The client's last twelve months (or those since its history begins) beside a variant: the sums, month by month as chart and table, and entry by entry with the reason. */
export function ReplayView({ variant, currency, named = false }: ReplayViewProps) {
  const { replay, entries, key } = variant;
  const money = (minor: number) => formatMoney(minor, currency);
  const difference = replay.managedMinor + replay.outsideMinor - replay.drawnMinor;
  const [first] = replay.months;
  const isYear = replay.months.length === 12;
  const about = isYear ? m.conversion_year_title() : m.conversion_months_title();
  const title = named ? `${about}: ${variant.name}` : about;
  if (!first)
    return (
      <Card title={title} titleId={`year-${key}`}>
        <p className="text-muted">{m.conversion_months_none()}</p>
      </Card>
    );
  const since = formatDay(firstDayOf(first.month), "month");
  return (
    <Card title={title} titleId={`year-${key}`}>
      <p className="mb-4 text-muted">
        {isYear ? m.conversion_year_text() : m.conversion_months_text({ month: since })}
      </p>
      <div className="mb-5 max-w-xl">
        <DefinitionList
          layout="sum"
          items={[
            { term: m.conversion_year_was(), value: money(replay.drawnMinor) },
            {
              term: isYear ? m.conversion_year_contract() : m.conversion_months_contract(),
              value: money(replay.managedMinor),
            },
            {
              term: m.conversion_year_outside({ minutes: formatMinutes(replay.outsideMinutes) }),
              value: money(replay.outsideMinor),
            },
            {
              term: differenceWord(difference, isYear),
              value: money(Math.abs(difference)),
              total: true,
            },
          ]}
        />
      </div>
      {entries.some(({ why }) => why === "project") && (
        <p className="mb-4 text-muted">{m.conversion_projects_note()}</p>
      )}
      <YearChart id={`chart-${key}`} months={replay.months} currency={currency} />
      <details className="mt-2">
        <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-primary">
          {m.conversion_entries_open({ count: entries.length })}
        </summary>
        <Entries entries={entries} currency={currency} />
      </details>
    </Card>
  );
}

function Entries({ entries, currency }: { entries: ShownEntry[]; currency: string }) {
  return (
    <DataTable
      caption={m.conversion_entries_caption()}
      dense
      phone="lines"
      rows={entries}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon="hours" title={m.conversion_entries_none()}>
          {m.conversion_entries_none_text()}
        </EmptyState>
      }
      columns={[
        {
          key: "what",
          header: m.conversion_entry_what(),
          primary: true,
          cell: (row) => (
            <TwoLines first={row.title} second={`${formatDay(row.on, "medium")} · ${row.workType}`} />
          ),
        },
        {
          key: "inside",
          header: m.conversion_entry_inside(),
          cell: (row) => (
            <TwoLines
              first={
                <Badge size="small" tone={row.covered ? "good" : "low"}>
                  {row.covered ? m.conversion_inside() : m.conversion_outside()}
                </Badge>
              }
              second={reasonWord(row)}
            />
          ),
        },
        {
          key: "minutes",
          header: m.conversion_entry_minutes(),
          align: "right",
          noWrap: true,
          place: "under",
          cell: (row) => formatMinutes(row.minutes),
        },
        {
          key: "was",
          header: m.conversion_entry_was(),
          align: "right",
          noWrap: true,
          place: "figure",
          cell: (row) => formatMoney(row.drawnMinor, currency),
        },
        {
          key: "would",
          header: m.conversion_entry_would(),
          align: "right",
          noWrap: true,
          cell: (row) => formatMoney(row.outsideMinor, currency),
        },
      ]}
    />
  );
}
