import { clsx } from "clsx";

import type { CountDetail, DraftLine } from "#app/contracts/rules/draft.ts";
import type { Change } from "#app/contracts/rules/difference.ts";
import type { CountedRow } from "#app/contracts/rules/counting.ts";
import { formatDay, formatMinutes, formatMoney, formatNumber, signedMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { DataTable, type Column } from "#app/ui/data-table.tsx";

import { changeWords, countedSentences, hoursSum, lineName } from "./line-words.ts";

/** The lines of a month: what each costs and why, the list of what it counted, and what differs from the month before. */
export function MonthLines({ lines, currency }: { lines: readonly DraftLine[]; currency: string }) {
  return (
    <ul className="divide-y divide-line">
      {lines.map((line, at) => (
        <li
          key={`${line.key ?? line.detail.kind}-${line.correctsMonth ?? at}`}
          className="px-5 py-2 wide:py-4"
        >
          <Line line={line} currency={currency} />
        </li>
      ))}
    </ul>
  );
}

function Line({ line, currency }: { line: DraftLine; currency: string }) {
  const { detail, amountMinor } = line;
  return (
    <>
      <div className="flex items-baseline justify-between gap-x-5">
        <h3 className="min-w-0 font-semibold wrap-anywhere">{lineName(line)}</h3>
        <p className="flex-none text-[1.0625rem] font-semibold">{formatMoney(amountMinor, currency)}</p>
      </div>
      {detail.kind === "count" && <Counted detail={detail} label={line.label} currency={currency} />}
      {detail.kind === "hours" && (
        <>
          <p className="text-sm text-muted">{hoursSum(detail, currency)}</p>
          <ul className="mt-1 grid gap-1 text-sm">
            {detail.work.map(({ title, workedOn, minutes }, at) => (
              <li key={at} className="flex justify-between gap-4">
                <span className="min-w-0">
                  {formatDay(workedOn, "dayMonth")} · {title}
                </span>
                <span className="flex-none">{formatMinutes(minutes)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {detail.kind === "correction" && (
        <>
          <p className="text-sm text-muted">
            {m.contracts_correction_sum({
              now: formatMoney(detail.nowMinor, currency),
              before: formatMoney(detail.closedMinor + detail.earlierMinor, currency),
            })}
          </p>
          <Changes changes={detail.changes} currency={currency} />
        </>
      )}
    </>
  );
}

function Counted({ detail, label, currency }: { detail: CountDetail; label: string; currency: string }) {
  const differenceMinor = detail.amountMinor - detail.beforeMinor;
  const sentences = countedSentences(detail, currency);
  // On a phone how it counts stands with what it counted: of fifty lines each is two lines high.
  const isFolded = detail.rows.length > 0;
  return (
    <>
      <p className={clsx("text-sm text-muted max-wide:leading-snug", isFolded && "max-wide:hidden")}>
        <Sentences sentences={sentences} />
      </p>
      {isFolded && (
        <details className="max-wide:-mb-2 wide:mt-2">
          <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-primary max-wide:flex max-wide:leading-snug">
            <span>
              <span className="font-normal text-muted wide:hidden">{sentences.at(-1)} · </span>
              {m.contracts_counted({ count: formatNumber(detail.rows.length), number: detail.rows.length })}
            </span>
          </summary>
          <p className="text-sm text-muted wide:hidden">{sentences[0]}</p>
          <DataTable
            dense
            phone="lines"
            caption={m.contracts_counted_of({ line: label })}
            columns={rowColumns(currency)}
            rows={detail.rows}
            rowKey={(row) => `${row.unit}-${row.label}-${row.from}`}
          />
        </details>
      )}
      {detail.changes.length > 0 && (
        <p className="mt-2 text-sm font-medium">
          {differenceMinor === 0
            ? m.contracts_same_amount()
            : m.contracts_difference({ amount: signedMoney(differenceMinor, currency) })}
        </p>
      )}
      <Changes changes={detail.changes} currency={currency} />
    </>
  );
}

/** One under another; on a phone one after another. */
function Sentences({ sentences }: { sentences: readonly string[] }) {
  return sentences.map((sentence, at) => (
    <span key={sentence} className="wide:block">
      {at > 0 && <span className="wide:hidden"> · </span>}
      {sentence}
    </span>
  ));
}

function rowColumns(currency: string): Column<CountedRow>[] {
  return [
    { key: "name", header: m.contracts_row_name(), primary: true, cell: (row) => row.label },
    {
      key: "days",
      header: m.contracts_row_days(),
      place: "second",
      cell: (row) =>
        m.contracts_row_span({
          from: formatDay(row.from, "short"),
          until: formatDay(row.until, "short"),
          days: row.days,
        }),
    },
    {
      key: "amount",
      header: m.contracts_row_amount(),
      place: "figure",
      align: "right",
      noWrap: true,
      cell: (row) => (row.amountMinor === null ? "" : formatMoney(row.amountMinor, currency)),
    },
  ];
}

/** Each reason of a difference, with its amount where it has one. */
export function Changes({ changes, currency }: { changes: readonly Change[]; currency: string }) {
  if (changes.length === 0) return null;
  return (
    <ul className="mt-1 grid gap-1 text-sm">
      {changes.map((change, at) => (
        <li key={at} className="flex justify-between gap-4">
          <span className="min-w-0">{changeWords(change, currency)}</span>
          {change.amountMinor !== null && (
            <span className="flex-none">{signedMoney(change.amountMinor, currency)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
