import type { Day } from "#app/platform/day.ts";
import { compareNames } from "#app/platform/search-key.ts";

import { assignedOn, boughtOn } from "./licence-acts.ts";
import type { Assignment, Employee, Holding, Roster, Right, Seat, DevicePeriod } from "./roster.ts";
import { isOn, lastsUntil } from "./span.ts";

/** What somebody should look at; each names its rows. */
export type Odd =
  | { kind: "seat-empty"; seat: Seat }
  | { kind: "no-seat"; employee: Employee }
  | { kind: "leaver-seat"; employee: Employee; holding: Holding }
  | { kind: "leaver-licence"; employee: Employee; assignment: Assignment }
  | { kind: "leaver-right"; employee: Employee; right: Right }
  | { kind: "leaver-device"; employee: Employee; period: DevicePeriod }
  | { kind: "too-few"; productId: string; bought: number; assigned: number };

/** Tells whether somebody's last day has passed. */
export function hasLeft({ leftOn }: Pick<Employee, "leftOn">, today: Day): boolean {
  return leftOn !== null && leftOn < today;
}

/** Tells whether somebody works at the client on a day. */
export function isAtWork({ joinedOn, leftOn }: Pick<Employee, "joinedOn" | "leftOn">, day: Day): boolean {
  return joinedOn <= day && (leftOn === null || day <= leftOn);
}

/** What is odd about a client's people on a day: first what a leaver still holds, then the rest, each kind by name. */
export function findOdd(roster: Roster, today: Day): Odd[] {
  const byName = [...roster.employee].sort((one, other) => compareNames(one.name, other.name));
  const leavers = byName.filter((employee) => hasLeft(employee, today));
  const held = <Row extends { employeeId: string | null; startsOn: Day; endsOn: Day | null }>(
    rows: readonly Row[],
    employee: Employee,
  ): Row[] => rows.filter((row) => row.employeeId === employee.id && lastsUntil(row, today));
  return [
    ...leavers.flatMap((employee): Odd[] => [
      ...held(roster.assignment, employee).map((assignment): Odd => ({
        kind: "leaver-licence",
        employee,
        assignment,
      })),
      ...held(roster.right, employee).map((right): Odd => ({ kind: "leaver-right", employee, right })),
      ...held(roster.holding, employee).map((holding): Odd => ({ kind: "leaver-seat", employee, holding })),
      ...held(roster.period, employee).map((period): Odd => ({ kind: "leaver-device", employee, period })),
    ]),
    ...productsOf(roster)
      .map((productId) => ({
        kind: "too-few" as const,
        productId,
        bought: boughtOn(roster, productId, today),
        assigned: assignedOn(roster, productId, today),
      }))
      .filter(({ bought, assigned }) => assigned > bought),
    ...emptySeats(roster, today).map((seat): Odd => ({ kind: "seat-empty", seat })),
    ...byName
      .filter(
        (employee) =>
          isAtWork(employee, today) &&
          !roster.holding.some((one) => one.employeeId === employee.id && isOn(one, today)),
      )
      .map((employee): Odd => ({ kind: "no-seat", employee })),
  ];
}

/** The seats that nobody holds on a day, by number. */
export function emptySeats(roster: Roster, day: Day): Seat[] {
  return roster.seat
    .filter(
      (seat) => isOn(seat, day) && !roster.holding.some((one) => one.seatId === seat.id && isOn(one, day)),
    )
    .sort((one, other) => one.number - other.number);
}

/** The licence products that a client has or had. */
export function productsOf(roster: Roster): string[] {
  return [...new Set([...roster.pools, ...roster.assignment].map(({ productId }) => productId))];
}
