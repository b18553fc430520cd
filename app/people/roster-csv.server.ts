import type { ClientScope } from "#app/identity/scope.ts";
import type { CsvCell } from "#app/platform/csv.ts";
import type { CsvDownload } from "#app/platform/download.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { deviceKindName } from "./device-kinds.ts";
import { getDevicesPage } from "./devices-page.server.ts";
import { getEmployeesPage } from "./employees-page.server.ts";
import { getLicencesPage } from "./licences-page.server.ts";
import { getRightsPage } from "./rights-page.server.ts";
import { levelWords, nameOf, resourceKindWords, stateWords } from "./words.ts";

const fileOf = (name: string, day: string, lines: CsvCell[][]): CsvDownload => ({
  fileName: `${name}-${day}.csv`,
  lines,
});

/** A client's people of today, or of the day that `asked` names, as a spreadsheet; nothing for who may see their own only. */
export async function getEmployeesCsv(scope: ClientScope, asked: string | null): Promise<CsvDownload | null> {
  const page = await getEmployeesPage(scope, asked);
  if (page.view !== "all") return null;
  return fileOf(m.people_title().toLowerCase(), page.today, [
    [
      m.people_col_name(),
      m.people_col_email(),
      m.people_col_department(),
      m.people_col_location(),
      m.people_col_state(),
      m.people_col_joined(),
      m.people_col_left(),
      m.people_seat(),
      m.people_licences_title(),
      m.people_col_devices(),
    ],
    ...page.people.map((person) => [
      person.name,
      person.email,
      person.department,
      person.location,
      stateWords[person.state](),
      person.joinedOn,
      person.leftOn,
      person.seats.map(({ typeId }) => nameOf(page.seatTypes, typeId)).join(", "),
      person.productIds.map((id) => nameOf(page.products, id)).join(", "),
      person.devices.join(", "),
    ]),
  ]);
}

/** A client's licence specification of today as a spreadsheet, a row a holder and one for what is free; amounts in whole currency units. */
export async function getLicencesCsv(scope: ClientScope): Promise<CsvDownload> {
  const page = await getLicencesPage(scope, scope.clientId);
  return fileOf(m.people_licences_title().toLowerCase(), page.today, [
    [
      m.people_col_vendor(),
      m.people_col_sku(),
      m.people_col_product(),
      m.people_col_holder(),
      m.people_col_since(),
      m.people_col_left(),
      m.people_col_price(),
    ],
    ...page.lines.flatMap(({ product, numbers, holders }) => [
      ...holders.map((holder) => [
        product.vendor,
        product.sku,
        product.name,
        holder.name,
        holder.since,
        holder.leftOn,
        product.priceMinor / 100,
      ]),
      ...Array.from({ length: Math.max(numbers.free, 0) }, () => [
        product.vendor,
        product.sku,
        product.name,
        m.people_licence_free(),
        null,
        null,
        product.priceMinor / 100,
      ]),
    ]),
  ]);
}

/** Who may reach what at a client today as a spreadsheet. */
export async function getRightsCsv(scope: ClientScope): Promise<CsvDownload> {
  const page = await getRightsPage(scope, scope.clientId);
  return fileOf(m.people_rights_title().toLowerCase(), page.today, [
    [
      m.people_col_kind(),
      m.people_col_resource(),
      m.people_col_name(),
      m.people_col_level(),
      m.people_col_since(),
      m.people_col_left(),
      m.people_col_reason(),
    ],
    ...page.resources.flatMap((resource) =>
      resource.holders.map((holder) => [
        resourceKindWords[resource.kind](),
        resource.name,
        holder.name,
        levelWords[holder.level](),
        holder.since,
        holder.leftOn,
        holder.reason,
      ]),
    ),
  ]);
}

/** A client's devices of today as a spreadsheet. */
export async function getDevicesCsv(scope: ClientScope): Promise<CsvDownload> {
  const page = await getDevicesPage(scope);
  return fileOf(m.people_col_devices().toLowerCase(), page.today, [
    [
      m.people_col_name(),
      m.people_col_kind(),
      m.people_device_serial(),
      m.people_device_os(),
      m.people_col_holder(),
      m.people_device_warranty(),
      m.people_in_scope(),
      m.people_on_standard(),
    ],
    ...page.devices.map((device) => [
      device.name,
      deviceKindName(device.kind),
      device.serial,
      device.os,
      device.holder,
      device.warrantyUntil,
      device.inScope ? m.people_in_scope() : m.people_out_of_scope(),
      device.onStandard ? m.people_on_standard() : m.people_off_standard(),
    ]),
  ]);
}
