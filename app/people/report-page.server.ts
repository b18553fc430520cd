import type { Scope } from "#app/identity/scope.ts";
import { addMonths, type Day } from "#app/platform/day.ts";

import { readRoster } from "./read-roster.server.ts";
import { licenceLines, resourceLines } from "./rules/holdings-view.ts";
import { changesSince, type ReportChange } from "./rules/report-changes.ts";
import type { Roster } from "./rules/roster.ts";
import type { Product } from "./store/product-store.server.ts";

/** The report on licences and rights of a day, the same for each client, with what changed in the month before it. */
export type ReportPage = {
  today: Day;
  since: Day;
  licences: { id: string; name: string; bought: number; assigned: number; leavers: number; free: number }[];
  rights: { resources: number; people: number; leavers: number };
  changes: ReportChange[];
};

/** Reads a client's report of today, without prices. */
export async function getReportPage(scope: Scope, clientId: string): Promise<ReportPage> {
  const { roster, products, today } = await readRoster(scope, clientId, async () => null);
  return reportOf(roster, products, today);
}

/** The report of a day, by a roster and the products. */
export function reportOf(roster: Roster, products: readonly Product[], today: Day): ReportPage {
  const since = addMonths(today, -1);
  const resources = resourceLines(roster, today);
  const holders = resources.flatMap((resource) => resource.holders);
  return {
    today,
    since,
    licences: licenceLines(roster, products, today).map(({ product, numbers }) => ({
      id: product.id,
      name: product.name,
      bought: numbers.bought,
      assigned: numbers.assigned,
      leavers: numbers.leavers,
      free: numbers.free,
    })),
    rights: {
      resources: resources.length,
      people: new Set(holders.map(({ employeeId }) => employeeId)).size,
      leavers: holders.filter(({ leftOn }) => leftOn !== null).length,
    },
    changes: changesSince(roster, since, today).map((change) =>
      change.kind.startsWith("licence")
        ? { ...change, what: products.find(({ id }) => id === change.what)?.name ?? "" }
        : change,
    ),
  };
}
