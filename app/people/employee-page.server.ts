import type { StaffScope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";

import { readRoster, type NamedRoster } from "./read-roster.server.ts";
import { assignedOn, boughtOn } from "./rules/licence-acts.ts";
import { emptySeats } from "./rules/odd.ts";
import { personLine, type PersonLine } from "./rules/roster-view.ts";
import type { Employee, RightLevel } from "./rules/roster.ts";
import { listHistory, type HistoryRow } from "./store/event-store.server.ts";
import { listPortalPeople, type PortalPerson } from "./store/portal-people.server.ts";

type HeldSpan = { id: string; name: string; startsOn: Day; endsOn: Day | null; lasts: boolean };
/** One of a client's people as staff work on them. */
export type EmployeePage = {
  person: PersonLine & Pick<Employee, "userId">;
  seats: (HeldSpan & { number: number })[];
  licences: HeldSpan[];
  rights: (HeldSpan & { level: RightLevel; reason: string })[];
  devices: HeldSpan[];
  choices: {
    emptySeats: { id: string; number: number; name: string }[];
    seatTypes: { id: string; name: string }[];
    products: { id: string; name: string; free: number }[];
    resources: string[];
    users: PortalPerson[];
  };
  history: HistoryRow[];
  today: Day;
  zone: string;
};

/** One person with all that they hold and held, what they can be given, and what was recorded about them; a 404 for who is not there. */
export async function getEmployeePage(
  scope: StaffScope,
  clientId: string,
  employeeId: string,
): Promise<EmployeePage> {
  const named = await readRoster(scope, clientId, (tx) => readAround(tx, clientId, employeeId));
  const { roster, today, zone } = named;
  const employee = roster.employee.find(({ id }) => id === employeeId);
  if (!employee) return notFound();
  return {
    person: { ...personLine(roster, employee, today), userId: employee.userId },
    ...heldBy(named, employeeId),
    choices: {
      ...choicesOn(named),
      users: named.also.users.filter(
        ({ userId }) => userId === employee.userId || !roster.employee.some((one) => one.userId === userId),
      ),
    },
    history: named.also.history,
    today,
    zone,
  };
}

async function readAround(
  tx: Tx,
  clientId: string,
  employeeId: string,
): Promise<{ history: HistoryRow[]; users: PortalPerson[] }> {
  return {
    history: await listHistory(tx, clientId, employeeId),
    users: await listPortalPeople(tx, clientId),
  };
}

function heldBy(
  { roster, products, seatTypes, today }: NamedRoster,
  employeeId: string,
): Pick<EmployeePage, "seats" | "licences" | "rights" | "devices"> {
  const theirs = <Row extends { id: string; employeeId: string | null; startsOn: Day; endsOn: Day | null }>(
    rows: readonly Row[],
    name: (row: Row) => string,
  ): (Row & HeldSpan)[] =>
    rows
      .filter((row) => row.employeeId === employeeId)
      .map((row) => ({ ...row, name: name(row), lasts: row.endsOn === null || row.endsOn >= today }))
      .sort((one, other) => (one.startsOn > other.startsOn ? -1 : 1));
  const nameIn = (names: readonly { id: string; name: string }[], id: string): string =>
    names.find((one) => one.id === id)?.name ?? "";
  return {
    seats: theirs(roster.holding, ({ seatTypeId }) => nameIn(seatTypes, seatTypeId)).map((row) => ({
      ...row,
      number: roster.seat.find(({ id }) => id === row.seatId)?.number ?? 0,
    })),
    licences: theirs(roster.assignment, ({ productId }) => nameIn(products, productId)),
    rights: theirs(roster.right, ({ resourceId }) => nameIn(roster.resource, resourceId)),
    devices: theirs(roster.period, ({ deviceId }) => nameIn(roster.device, deviceId)),
  };
}

function choicesOn({
  roster,
  products,
  seatTypes,
  today,
}: NamedRoster): Omit<EmployeePage["choices"], "users"> {
  return {
    emptySeats: emptySeats(roster, today).map(({ id, number, seatTypeId }) => ({
      id,
      number,
      name: seatTypes.find((type) => type.id === seatTypeId)?.name ?? "",
    })),
    seatTypes,
    products: products
      .map(({ id, name }) => ({
        id,
        name,
        free: boughtOn(roster, id, today) - assignedOn(roster, id, today),
      }))
      .filter(({ id, free }) => free > 0 || roster.pools.some(({ productId }) => productId === id)),
    resources: roster.resource.map(({ name }) => name),
  };
}
