import type { OrderFilter } from "#app/billing/order.ts";
import { listOrdersForFile } from "#app/billing/order-list-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { CsvCell } from "#app/platform/csv.ts";
import { readInScope } from "#app/platform/db.server.ts";
import type { CsvDownload } from "#app/platform/download.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { dayIn } from "#app/platform/zone.server.ts";

import { stateWord } from "./words.ts";

/** Orders of all clients for a spreadsheet, newest first: those chosen, or all of a filter. Days in `zone`, amounts in whole currency units. */
export async function getOrdersCsv(
  scope: StaffScope,
  zone: string,
  { filter, ids }: { filter: OrderFilter; ids: readonly string[] },
): Promise<CsvDownload> {
  const rows = await readInScope(scope, (tx) => listOrdersForFile(tx, filter, ids));
  const head = [
    m.desk_client(),
    m.billing_csv_number(),
    m.billing_invoice(),
    m.billing_date(),
    m.billing_csv_minutes(),
    m.billing_gross(),
    m.statement_csv_currency(),
    m.billing_status(),
  ];
  const lines = rows.map((order): CsvCell[] => [
    order.clientName,
    order.number,
    order.invoiceNumber,
    dayIn(zone, order.createdAt),
    order.minutes,
    order.grossMinor / 100,
    order.currency,
    stateWord(order.state),
  ]);
  return { fileName: `${m.refund_orders().toLowerCase()}.csv`, lines: [head, ...lines] };
}
