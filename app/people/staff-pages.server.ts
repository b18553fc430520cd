import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

import { peopleAccess } from "./access.ts";
import { rosterViewOf, type RosterView } from "./employees-page.server.ts";
import { licencesOf, type CountInContract, type LicencesPage } from "./licences-page.server.ts";
import { readRoster, type AskedDays, type NamedRoster } from "./read-roster.server.ts";
import { deviceLines, type DeviceLine } from "./rules/holdings-view.ts";
import { startOfQuarter } from "./rules/quarter.ts";
import { listConfirmations, type Confirmation } from "./store/confirmation-store.server.ts";
import { findDue, type DueConfirmations } from "./store/due-store.server.ts";
import type { Included } from "./store/included-store.server.ts";
import { listCosts, type Product } from "./store/product-store.server.ts";
import { listPortalPeople, type PortalPerson } from "./store/portal-people.server.ts";

/** A client's last confirmation of a kind: who gave it and when, and whether it is this quarter's. */
export type LastConfirmed = { name: string; at: Date; isThisQuarter: boolean };
export type StaffRosterPage = RosterView & {
  users: PortalPerson[];
  attested: LastConfirmed | null;
  reviewed: LastConfirmed | null;
  /** What there is to confirm this quarter and was not. */
  due: DueConfirmations;
  zone: string;
  /** The day that is shown and the day by whose end it was recorded; null for today, and for now. */
  on: Day | null;
  known: Day | null;
};

/** A client's people as staff see them, with who of the portal is not one of them yet and what its manager confirmed last. */
export async function getStaffRosterPage(
  scope: StaffScope,
  clientId: string,
  asked: AskedDays = {},
): Promise<StaffRosterPage> {
  const read = async (tx: Tx) => ({
    users: await listPortalPeople(tx, clientId),
    attested: await listConfirmations(tx, "roster", clientId),
    reviewed: await listConfirmations(tx, "rights", clientId),
    due: await findDue(tx, clientId),
  });
  const named = await readRoster(scope, clientId, read, asked);
  const { also, today, zone, on, known } = named;
  return {
    ...rosterViewOf(named),
    users: also.users.filter(
      ({ userId }) => !named.roster.employee.some((employee) => employee.userId === userId),
    ),
    attested: lastOf(also.attested, today),
    reviewed: lastOf(also.reviewed, today),
    due: also.due,
    zone,
    on,
    known,
  };
}

function lastOf(
  [last]: Pick<Confirmation<"roster">, "name" | "confirmedAt" | "quarterStartsOn">[],
  today: Day,
): LastConfirmed | null {
  return last
    ? {
        name: last.name,
        at: last.confirmedAt,
        isThisQuarter: last.quarterStartsOn === startOfQuarter(today),
      }
    : null;
}

export type StaffLicencesPage = LicencesPage & {
  products: Product[];
  seatTypes: { id: string; name: string }[];
  /** The licences that a seat's price holds. */
  included: Included[];
  /** What the MSP pays for each product a month; null for who may not see it. */
  costs: Record<string, number> | null;
};

/** A client's licences with every product that it could have. */
export async function getStaffLicencesPage(
  scope: StaffScope,
  clientId: string,
  inContract: CountInContract,
  asked: string | null = null,
): Promise<StaffLicencesPage> {
  const read = async (tx: Tx, { day }: NamedRoster) => ({
    counted: await inContract(tx, clientId, day),
    costs: may(scope, peopleAccess.seeCosts) ? await listCosts(tx) : null,
  });
  const { also, ...named } = await readRoster(scope, clientId, read, { on: asked });
  return {
    ...licencesOf(named, also.counted),
    products: named.products,
    seatTypes: named.seatTypes,
    included: also.counted.included,
    costs: also.costs && Object.fromEntries(also.costs),
  };
}

export type StaffDevicesPage = {
  devices: DeviceLine[];
  people: { id: string; name: string }[];
  today: Day;
  /** The day that is shown; `on` is null where that is today. */
  day: Day;
  on: Day | null;
};

/** A client's devices, and who can have one. */
export async function getStaffDevicesPage(
  scope: StaffScope,
  clientId: string,
  asked: string | null = null,
): Promise<StaffDevicesPage> {
  const { roster, today, day, on } = await readRoster(scope, clientId, async () => null, { on: asked });
  return {
    devices: deviceLines(roster, day),
    people: roster.employee
      .filter(({ leftOn }) => leftOn === null || leftOn >= today)
      .map(({ id, name }) => ({ id, name })),
    today,
    day,
    on,
  };
}
