import type { Scope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";

import { readRoster } from "./read-roster.server.ts";
import { resourceLines, type ResourceLine } from "./rules/holdings-view.ts";

export type RightsPage = { resources: ResourceLine[]; people: number; leavers: number; today: Day };

/** Who may reach what at a client today, by resource. */
export async function getRightsPage(scope: Scope, clientId: string): Promise<RightsPage> {
  const { roster, today } = await readRoster(scope, clientId, async () => null);
  const resources = resourceLines(roster, today);
  const holders = resources.flatMap((resource) => resource.holders);
  return {
    resources,
    people: new Set(holders.map(({ employeeId }) => employeeId)).size,
    leavers: holders.filter(({ leftOn }) => leftOn !== null).length,
    today,
  };
}
