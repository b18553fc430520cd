import { findLiveClient } from "#app/clients/client-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { deviceKinds, deviceKindWords } from "#app/people/device-kinds.ts";
import { columnsOf, headOf, type ImportColumn, type ImportKind } from "#app/people/rules/import/columns.ts";
import type { ImportContext } from "#app/people/rules/import/plan.ts";
import { nameIn } from "#app/people/rules/names.ts";
import type { Employee, Roster } from "#app/people/rules/roster.ts";
import { isOn } from "#app/people/rules/span.ts";
import { listSeatTypes } from "#app/people/store/product-store.server.ts";
import { findRoster } from "#app/people/store/roster-store.server.ts";
import type { CsvCell } from "#app/platform/csv.ts";
import { readInScope } from "#app/platform/db.server.ts";
import type { CsvDownload } from "#app/platform/download.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { getLocale } from "#app/platform/i18n/locale.ts";

import { importContext } from "./import-context.server.ts";
import { kindWords } from "./words.ts";

type Row = Partial<Record<ImportColumn, CsvCell>>;
type Named = Pick<ImportContext, "products" | "today"> & { seatTypeName: (id: string) => string };

/** What a client has of a kind, past and planned days included, in the columns that an import reads: brought in again, it changes nothing. */
export function exportFile(scope: StaffScope, clientId: string, kind: ImportKind): Promise<CsvDownload> {
  return readInScope(scope, async (tx) => {
    const client = await findLiveClient(tx, clientId);
    if (!client) return notFound();
    const [roster, context] = [await findRoster(tx, clientId), await importContext(tx, client)];
    const types = await listSeatTypes(tx);
    const seatTypeName = (id: string): string =>
      nameIn(types.find((one) => one.id === id)?.names ?? {}, getLocale());
    const columns = columnsOf(kind).map(({ column }) => column);
    const rows = rowsOf[kind](roster, { ...context, seatTypeName });
    return {
      fileName: `${kindWords[kind]().toLowerCase().replaceAll(" ", "-")}-${context.today}.csv`,
      lines: [
        columns.map((column) => headOf(column, getLocale())),
        ...rows.map((row) => columns.map((column) => row[column] ?? null)),
      ],
    };
  });
}

const rowsOf: Record<ImportKind, (roster: Roster, named: Named) => Row[]> = {
  people: (roster) =>
    roster.employee.map(({ name, email, department, location, joinedOn, leftOn }) => ({
      name,
      email,
      department,
      location,
      joined: joinedOn,
      left: leftOn,
    })),
  seats: (roster, { seatTypeName }) =>
    roster.holding.map((held) => ({
      person: calledBy(roster, held.employeeId),
      seatType: seatTypeName(held.seatTypeId),
      from: held.startsOn,
      until: held.endsOn,
    })),
  licences: (roster, { products }) =>
    lastOfEachDay(roster).map(({ productId, quantity, startsOn, termEndsOn }) => {
      const product = products.find(({ id }) => id === productId);
      return {
        vendor: product?.vendor ?? null,
        sku: product?.sku ?? null,
        product: product?.name ?? null,
        term: product?.termMonths ?? null,
        price: product ? product.priceMinor / 100 : null,
        cost: product && product.costMinor !== null ? product.costMinor / 100 : null,
        quantity,
        from: startsOn,
        termEnds: termEndsOn,
      };
    }),
  assignments: (roster, { products }) =>
    roster.assignment.map(({ productId, employeeId, mailbox, startsOn, endsOn }) => {
      const product = products.find(({ id }) => id === productId);
      return {
        sku: product?.sku ?? null,
        term: product?.termMonths ?? null,
        person: calledBy(roster, employeeId),
        mailbox,
        from: startsOn,
        until: endsOn,
      };
    }),
  devices: (roster, { today }) =>
    roster.device.map((device) => {
      const day = today < device.startsOn ? device.startsOn : today;
      const periods = roster.period.filter(({ deviceId }) => deviceId === device.id);
      const state = periods.find((one) => isOn(one, day)) ?? periods.at(-1);
      const kind = deviceKinds.find((one) => one === device.kind);
      const yes = (is: boolean | undefined): string => (is ? m.people_import_yes() : m.people_import_no());
      return {
        name: device.name,
        kind: kind ? deviceKindWords[kind]() : device.kind,
        serial: device.serial,
        os: device.os,
        warranty: device.warrantyUntil,
        from: device.startsOn,
        until: device.endsOn,
        inScope: yes(state?.inScope),
        onStandard: yes(state?.onStandard),
        person: calledBy(roster, state?.employeeId ?? null),
      };
    }),
};

/** A person as a file names them: by mail address, or by name where they have none. */
function calledBy({ employee }: Roster, id: string | null): string | null {
  const person: Employee | undefined = employee.find((one) => one.id === id);
  return person ? (person.email ?? person.name) : null;
}

/** The quantity of each product and day that counts: of those recorded for one day, the last. */
function lastOfEachDay({ pools }: Roster): Roster["pools"] {
  return pools.filter(
    (pool, at) =>
      !pools
        .slice(at + 1)
        .some((later) => later.productId === pool.productId && later.startsOn === pool.startsOn),
  );
}
