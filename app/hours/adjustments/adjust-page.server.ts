import { findStanding } from "#app/hours/store/standing.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addMonths, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";

/** What a form that gives or takes hours needs: the balance in minutes, and a last day to propose. */
export function getAdjustPage(
  scope: StaffScope,
  clientId: string,
): Promise<{ netMinutes: number; proposedUntil: Day }> {
  return readInScope(scope, async (tx) => {
    const { netMinutes, today } = await findStanding(tx, clientId, now());
    return { netMinutes, proposedUntil: addMonths(today, 6) };
  });
}
