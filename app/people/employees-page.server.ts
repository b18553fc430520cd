import { may } from "#app/identity/permission.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";

import { peopleAccess } from "./access.ts";
import { dayAsked } from "./asked-day.ts";
import { readRoster } from "./read-roster.server.ts";
import { deviceLines, resourceLines } from "./rules/holdings-view.ts";
import { startOfQuarter } from "./rules/quarter.ts";
import {
  oddLines,
  personLine,
  personLines,
  seatMarks,
  yearOf,
  type MonthLine,
  type OddLine,
  type PersonLine,
  type SeatMark,
} from "./rules/roster-view.ts";
import { listConfirmations, type Confirmation } from "./store/confirmation-store.server.ts";

export type Named = { id: string; name: string };
/** All of a client's people, as its manager sees them. */
export type RosterView = {
  view: "all";
  people: PersonLine[];
  marks: SeatMark[];
  months: MonthLine[];
  odd: OddLine[];
  seatTypes: Named[];
  products: Named[];
  today: Day;
};
/** What is one person's own. */
export type OwnView = {
  view: "own";
  person: PersonLine | null;
  devices: { id: string; name: string; kind: string; serial: string }[];
  rights: { key: string; name: string; level: string; since: Day }[];
  seatTypes: Named[];
  products: Named[];
};
export type EmployeesPage =
  | (RosterView & {
      attested: Confirmation<"roster"> | null;
      zone: string;
      /** The day that is asked about; null for today. */
      on: Day | null;
    })
  | OwnView;

/**
 * The client's people for who may see them, today or on the day that `asked` names; for everybody else what is their own. What is
 * no day asks about today.
 */
export async function getEmployeesPage(
  scope: ClientScope,
  asked: string | null = null,
): Promise<EmployeesPage> {
  const seesAll = may(scope, peopleAccess.seeRoster);
  const named = await readRoster(scope, scope.clientId, async (tx) =>
    seesAll ? listConfirmations(tx, "roster", scope.clientId) : [],
  );
  const { roster, today, zone } = named;
  const names = {
    seatTypes: named.seatTypes,
    products: named.products.map(({ id, name }) => ({ id, name })),
  };
  if (seesAll) {
    const attested = named.also.find(({ quarterStartsOn }) => quarterStartsOn === startOfQuarter(today));
    const { day, on } = dayAsked(asked, today);
    return { ...rosterViewOf({ ...named, today: day }), attested: attested ?? null, zone, on };
  }
  const self = roster.employee.find(({ userId }) => userId === scope.userId);
  return {
    view: "own",
    person: self ? personLine(roster, self, today) : null,
    devices: deviceLines(roster, today)
      .filter(({ employeeId }) => self !== undefined && employeeId === self.id)
      .map(({ id, name, kind, serial }) => ({ id, name, kind, serial })),
    rights: resourceLines(roster, today).flatMap(({ name, holders }) =>
      holders
        .filter(({ employeeId }) => employeeId === self?.id)
        .map(({ key, level, since }) => ({ key, name, level, since })),
    ),
    ...names,
  };
}

/** The roster as client and staff look at it; nothing in it tells what the MSP pays. */
export function rosterViewOf(
  named: Pick<Awaited<ReturnType<typeof readRoster>>, "roster" | "products" | "seatTypes" | "today">,
): RosterView {
  const { roster, products, seatTypes, today } = named;
  return {
    view: "all",
    people: personLines(roster, today),
    marks: seatMarks(roster, today),
    months: yearOf(roster, today),
    odd: oddLines(roster, products, today),
    seatTypes,
    products: products.map(({ id, name }) => ({ id, name })),
    today,
  };
}
