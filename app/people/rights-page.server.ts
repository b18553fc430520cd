import type { Scope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";

import { readRoster } from "./read-roster.server.ts";
import { resourceLines, type ResourceLine } from "./rules/holdings-view.ts";
import { startOfQuarter } from "./rules/quarter.ts";
import { listConfirmations, type Confirmation } from "./store/confirmation-store.server.ts";

export type RightsPage = {
  resources: ResourceLine[];
  people: number;
  leavers: number;
  /** This quarter's review; null while it is due. */
  reviewed: Confirmation<"rights"> | null;
  today: Day;
  zone: string;
};

/** Who may reach what at a client today, by resource. */
export async function getRightsPage(scope: Scope, clientId: string): Promise<RightsPage> {
  const { roster, today, zone, also } = await readRoster(scope, clientId, (tx) =>
    listConfirmations(tx, "rights", clientId),
  );
  const resources = resourceLines(roster, today);
  const holders = resources.flatMap((resource) => resource.holders);
  return {
    resources,
    people: new Set(holders.map(({ employeeId }) => employeeId)).size,
    leavers: holders.filter(({ leftOn }) => leftOn !== null).length,
    reviewed: also.find(({ quarterStartsOn }) => quarterStartsOn === startOfQuarter(today)) ?? null,
    today,
    zone,
  };
}
