import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import type { CsvDownload } from "#app/platform/download.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { dayIn } from "#app/platform/zone.server.ts";
import { dayOrNull } from "#app/platform/typed/day.ts";
import {
  bookkeepingMonths,
  telling,
  type BookkeepingMonth,
  type BookkeepingRow,
} from "#app/hours/rules/bookkeeping.ts";
import { listBookkeeping } from "#app/hours/store/bookkeeping.server.ts";

/** The bookkeeper's page: every month, newest first, or one month (then the only one read) client by client. */
export type BookkeepingPage = { months: BookkeepingMonth[]; month: Day | null; lines: BookkeepingRow[] };

/** Reads the amounts of all clients by the months of a zone; one query besides the scope's. */
export async function getBookkeepingPage(
  scope: StaffScope,
  zone: string,
  query: URLSearchParams,
): Promise<BookkeepingPage> {
  const month = dayOrNull(`${query.get("month") ?? ""}-01`);
  const rows = await readInScope(scope, (tx) => listBookkeeping(tx, zone, dayIn(zone, now()), month));
  return { months: bookkeepingMonths(rows).reverse(), month, lines: month === null ? [] : telling(rows) };
}

/** All that there is to say for a spreadsheet, oldest first: a line a client and month. */
export async function getBookkeepingCsv(scope: StaffScope, zone: string): Promise<CsvDownload> {
  const rows = await readInScope(scope, (tx) => listBookkeeping(tx, zone, dayIn(zone, now())));
  const head = [
    m.bookkeeping_month(),
    m.bookkeeping_client(),
    m.statement_csv_currency(),
    m.bookkeeping_sold(),
    m.bookkeeping_imported(),
    m.bookkeeping_earned(),
    m.bookkeeping_broken(),
    m.bookkeeping_refunded(),
    m.bookkeeping_moved(),
    m.bookkeeping_converted(),
    m.bookkeeping_deferred(),
  ];
  const lines = telling(rows).map((row) => [
    row.month.slice(0, 7),
    row.clientName,
    row.currency,
    ...[
      row.soldMinor,
      row.importedMinor,
      row.earnedMinor,
      row.brokenMinor,
      row.refundedMinor,
      row.movedMinor,
      row.convertedMinor,
      row.deferredMinor,
    ].map((minor) => minor / 100),
  ]);
  return { fileName: `${m.bookkeeping_file_name()}.csv`, lines: [head, ...lines] };
}
