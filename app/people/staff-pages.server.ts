import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";

import { peopleAccess } from "./access.ts";
import { rosterViewOf, type RosterView } from "./employees-page.server.ts";
import { licencesOf, type CountInContract, type LicencesPage } from "./licences-page.server.ts";
import { readRoster } from "./read-roster.server.ts";
import { deviceLines, type DeviceLine } from "./rules/holdings-view.ts";
import { listCosts, type Product } from "./store/product-store.server.ts";
import { listPortalPeople, type PortalPerson } from "./store/portal-people.server.ts";

export type StaffRosterPage = RosterView & { users: PortalPerson[] };

/** A client's people as staff see them, with who of the portal is not one of them yet. */
export async function getStaffRosterPage(scope: StaffScope, clientId: string): Promise<StaffRosterPage> {
  const named = await readRoster(scope, clientId, (tx) => listPortalPeople(tx, clientId));
  return {
    ...rosterViewOf(named),
    users: named.also.filter(
      ({ userId }) => !named.roster.employee.some((employee) => employee.userId === userId),
    ),
  };
}

export type StaffLicencesPage = LicencesPage & {
  products: Product[];
  /** What the MSP pays for each product a month; null for who may not see it. */
  costs: Record<string, number> | null;
};

/** A client's licences with every product that it could have. */
export async function getStaffLicencesPage(
  scope: StaffScope,
  clientId: string,
  inContract: CountInContract,
): Promise<StaffLicencesPage> {
  const { also, ...named } = await readRoster(scope, clientId, async (tx, { today }) => ({
    counted: await inContract(tx, clientId, today),
    costs: may(scope, peopleAccess.seeCosts) ? await listCosts(tx) : null,
  }));
  const costs = also.costs && Object.fromEntries(also.costs);
  return { ...licencesOf(named, also.counted), products: named.products, costs };
}

export type StaffDevicesPage = {
  devices: DeviceLine[];
  people: { id: string; name: string }[];
  today: Day;
};

/** A client's devices, and who can have one. */
export async function getStaffDevicesPage(scope: StaffScope, clientId: string): Promise<StaffDevicesPage> {
  const { roster, today } = await readRoster(scope, clientId, async () => null);
  return {
    devices: deviceLines(roster, today),
    people: roster.employee
      .filter(({ leftOn }) => leftOn === null || leftOn >= today)
      .map(({ id, name }) => ({ id, name })),
    today,
  };
}
