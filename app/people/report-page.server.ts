import type { Scope } from "#app/identity/scope.ts";
import { addMonths, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { dayOrNull } from "#app/platform/typed/day.ts";
import { startOfDay } from "#app/platform/zone.server.ts";

import { readRoster, type NamedRoster } from "./read-roster.server.ts";
import { licenceLines, resourceLines, type ResourceLine } from "./rules/holdings-view.ts";
import { changesBetween, type KnownRoster, type ReportChange } from "./rules/report-changes.ts";
import { findRosterKnownAt } from "./store/roster-store.server.ts";

/** The report on licences and rights of a day, the same for each client, with what it says that the report before did not. */
export type ReportPage = {
  today: Day;
  since: Day;
  licences: { id: string; name: string; bought: number; assigned: number; leavers: number; free: number }[];
  rights: { resources: ResourceLine[]; people: number; leavers: number };
  changes: ReportChange[];
};

/** Reads a client's report of today, without prices; `asked` names the day since which changes are told, a month ago where it names none. */
export async function getReportPage(
  scope: Scope,
  clientId: string,
  asked: string | null,
): Promise<ReportPage> {
  const { also, ...named } = await readRoster(scope, clientId, (tx, read) =>
    knownOn(tx, clientId, read, asked),
  );
  return reportOf(named, also);
}

/** What was known when the day began since which changes are told. */
export async function knownOn(
  tx: Tx,
  clientId: string,
  { today, zone }: Pick<NamedRoster, "today" | "zone">,
  asked: string | null,
): Promise<KnownRoster> {
  const wanted = dayOrNull(asked);
  const since = wanted !== null && wanted <= today ? wanted : addMonths(today, -1);
  return { roster: await findRosterKnownAt(tx, clientId, startOfDay(zone, since)), until: since };
}

/** The report of a day, by a roster and its names, and what was known when changes were told last. */
export function reportOf(
  { roster, products, seatTypes, today }: Pick<NamedRoster, "roster" | "products" | "seatTypes" | "today">,
  before: KnownRoster,
): ReportPage {
  const resources = resourceLines(roster, today);
  const holders = resources.flatMap((resource) => resource.holders);
  const names = new Map([...products, ...seatTypes].map(({ id, name }) => [id, name]));
  return {
    today,
    since: before.until,
    licences: licenceLines(roster, products, today).map(({ product, numbers }) => ({
      id: product.id,
      name: product.name,
      bought: numbers.bought,
      assigned: numbers.assigned,
      leavers: numbers.leavers,
      free: numbers.free,
    })),
    rights: {
      resources,
      people: new Set(holders.map(({ employeeId }) => employeeId)).size,
      leavers: holders.filter(({ leftOn }) => leftOn !== null).length,
    },
    changes: changesBetween(before, { roster, until: today }).map((change) => ({
      ...change,
      what: names.get(change.what) ?? change.what,
    })),
  };
}
