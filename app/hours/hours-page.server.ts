import { may } from "#app/identity/permission.ts";
import { hoursAccess } from "#app/hours/access.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { entryRow } from "./entry-view.ts";
import { readHoursFilter } from "./rules/hours-filter.ts";
import { entriesPerPage, listEntries, listFilterOptions } from "./store/hours-list.server.ts";

export type HoursPage = Awaited<ReturnType<typeof getHoursPage>>;

/** One page of entries by a filter with its totals, and what the filter can be set to. */
export async function getHoursPage(scope: ClientScope, zone: string, query: URLSearchParams) {
  const filter = readHoursFilter(query, dayIn(zone, now()));
  return readInScope(scope, async (tx) => {
    const [{ totals, rows }, options] = await Promise.all([
      listEntries(tx, scope, filter),
      listFilterOptions(tx, scope, filter),
    ]);
    return {
      filter,
      totals,
      rows: rows.map(entryRow),
      pages: Math.max(1, Math.ceil(totals.rows / entriesPerPage)),
      seesAllWork: may(scope, hoursAccess.seeAllWork),
      options: { ...options, lots: options.lots.map((lot) => ({ ...lot, openedOn: day(lot.openedOn) })) },
    };
  });
}
