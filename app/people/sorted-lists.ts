import type { LicenceLine } from "#app/people/rules/holdings-view.ts";
import type { PersonLine } from "#app/people/rules/roster-view.ts";
import { readListState, sortedBy, type ListState } from "#app/ui/table/list-state.ts";

type Values<Row> = Record<string, (row: Row) => string | number | null>;

const personValues: Values<PersonLine> = {
  name: ({ name }) => name,
  seat: ({ seats }) => seats[0]?.number ?? null,
  licences: ({ productIds }) => productIds.length,
  state: ({ leftOn, joinedOn }) => leftOn ?? joinedOn,
};

const licenceValues: Values<LicenceLine<LicenceLine["product"] & { name: string }>> = {
  product: ({ product }) => product.name,
  bought: ({ numbers }) => numbers.bought,
  assigned: ({ numbers }) => numbers.assigned,
  free: ({ numbers }) => numbers.free,
};

/** A client's people as the address of their page asks for them: by name, seat, number of licences, or the day that goes with their state. */
export function sortPeople<Line extends PersonLine>(
  people: Line[],
  url: URL,
  filters: readonly string[] = [],
): { people: Line[]; list: ListState } {
  const sorts = Object.keys(personValues);
  const list = readListState({ list: "roster", path: url.pathname, sorts, filters }, url.searchParams);
  return { people: sortedBy(people, list.sort, personValues), list };
}

/** A client's licences as the address of their page asks for them: by product, how many were bought, have somebody, or are free. */
export function sortLicences<Line extends LicenceLine<LicenceLine["product"] & { name: string }>>(
  lines: Line[],
  url: URL,
  filters: readonly string[] = [],
): { lines: Line[]; list: ListState } {
  const sorts = Object.keys(licenceValues);
  const list = readListState({ list: "licences", path: url.pathname, sorts, filters }, url.searchParams);
  return { lines: sortedBy(lines, list.sort, licenceValues), list };
}
