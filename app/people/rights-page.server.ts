import type { Scope, StaffScope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";

import { rightsResults, rosterResults, type ConfirmationResult } from "./confirmation-results.server.ts";
import { dayAsked } from "./asked-day.ts";
import { readRoster } from "./read-roster.server.ts";
import { resourceLines, type ResourceLine } from "./rules/holdings-view.ts";
import { startOfQuarter } from "./rules/quarter.ts";
import { listConfirmations, type Confirmation } from "./store/confirmation-store.server.ts";
import { findDue, type DueConfirmations } from "./store/due-store.server.ts";

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

export type StaffAccessPage = {
  resources: ResourceLine[];
  leavers: number;
  /** What the client's manager confirmed, of both kinds, the newest first. */
  results: ConfirmationResult[];
  due: DueConfirmations;
  /** The day that is shown; `on` is null where that is today. */
  day: Day;
  on: Day | null;
  zone: string;
};

/** Who may reach what at a client, today or on the day that `asked` names, and what its manager confirmed. */
export async function getStaffAccessPage(
  scope: StaffScope,
  clientId: string,
  asked: string | null,
): Promise<StaffAccessPage> {
  const { roster, today, zone, also } = await readRoster(scope, clientId, async (tx) => ({
    roster: await listConfirmations(tx, "roster", clientId),
    rights: await listConfirmations(tx, "rights", clientId),
    due: await findDue(tx, clientId),
  }));
  const { day, on } = dayAsked(asked, today);
  const resources = resourceLines(roster, day);
  return {
    resources,
    leavers: resources.flatMap(({ holders }) => holders).filter(({ leftOn }) => leftOn !== null).length,
    results: [
      ...rightsResults(roster, also.rights, today),
      ...rosterResults(roster, also.roster, today),
    ].sort((one, other) => other.confirmedAt.getTime() - one.confirmedAt.getTime()),
    due: also.due,
    day,
    on,
    zone,
  };
}
