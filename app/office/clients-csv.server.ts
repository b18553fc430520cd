import { countryName } from "#app/clients/country-name.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { CsvCell } from "#app/platform/csv.ts";
import type { CsvDownload } from "#app/platform/download.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { listClientRows } from "./client-list.server.ts";

/** Clients for a spreadsheet, by name: those chosen, or all. What is left stands in minutes, empty where hours aren't counted. */
export async function getClientsCsv(scope: StaffScope, ids: readonly string[]): Promise<CsvDownload> {
  const rows = await listClientRows(scope, ids);
  const head = [
    m.desk_client(),
    m.desk_field_country(),
    m.desk_field_kind(),
    m.office_csv_left(),
    m.office_csv_low(),
    m.desk_empty_on(),
  ];
  const lines = rows.map((row): CsvCell[] => [
    row.name,
    countryName(row.country),
    row.kind === "managed" ? m.desk_kind_managed() : m.desk_kind_prepaid(),
    row.hasHours ? row.netMinutes : null,
    row.hasHours ? row.thresholdMinutes : null,
    row.emptySince ?? row.emptyOn,
  ]);
  return { fileName: `${m.desk_clients_title().toLowerCase()}.csv`, lines: [head, ...lines] };
}
