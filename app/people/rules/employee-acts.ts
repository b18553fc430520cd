import { addDays, type Day } from "#app/platform/day.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { put, type Change, type Employee, type Roster } from "./roster.ts";
import { endedOn, lastsUntil, overlap, type Span } from "./span.ts";

export type EmployeeRefusal =
  "leaves-before-joining" | "email-taken" | "login-taken" | "login-unknown" | "employee-gone";

/** Adds somebody; sent twice, they are added once. */
export function addEmployee(roster: Roster, employee: Employee): Result<Change[], EmployeeRefusal> {
  if (roster.employee.some(({ id }) => id === employee.id)) return ok([]);
  return setEmployee(roster, employee);
}

export type EmployeeDetails = Omit<Employee, "id" | "leftOn">;

/** Changes what is known of somebody. */
export function changeEmployee(
  roster: Roster,
  id: string,
  details: EmployeeDetails,
): Result<Change[], EmployeeRefusal> {
  const before = roster.employee.find((one) => one.id === id);
  if (!before) return refuse("employee-gone");
  return setEmployee(roster, { ...before, ...details, id, leftOn: before.leftOn });
}

/**
 * Sets somebody's last day of work, or takes it back. With `release`, what they hold ends with that day: seats (the seat itself too),
 * licences, rights and the devices that are theirs (which stay, without a holder).
 */
export function setLeaving(
  roster: Roster,
  id: string,
  leaving: { leftOn: Day; release: boolean; newId: () => string } | null,
): Result<Change[], EmployeeRefusal> {
  const before = roster.employee.find((one) => one.id === id);
  if (!before) return refuse("employee-gone");
  const set = setEmployee(roster, { ...before, leftOn: leaving?.leftOn ?? null });
  if (!set.ok || !leaving?.release) return set;
  return ok([...set.value, ...releaseAll(roster, id, leaving.leftOn, leaving.newId)]);
}

/** Puts somebody as given, added or changed; an address, a login and days that fit are checked. */
export function setEmployee(roster: Roster, employee: Employee): Result<Change[], EmployeeRefusal> {
  const before = roster.employee.find(({ id }) => id === employee.id);
  const others = roster.employee.filter(({ id }) => id !== employee.id);
  if (employee.leftOn !== null && employee.leftOn < employee.joinedOn) return refuse("leaves-before-joining");
  if (
    employee.email !== null &&
    others.some((other) => other.email === employee.email && overlap(workDays(other), workDays(employee)))
  )
    return refuse("email-taken");
  if (employee.userId !== null && others.some(({ userId }) => userId === employee.userId))
    return refuse("login-taken");
  return ok(before && isSame(before, employee) ? [] : [put("employee", employee)]);
}

/** The days that somebody works at the client. */
export function workDays({ joinedOn, leftOn }: Pick<Employee, "joinedOn" | "leftOn">): Span {
  return { startsOn: joinedOn, endsOn: leftOn };
}

/** What ends when somebody's last day comes. */
function releaseAll(roster: Roster, employeeId: string, lastDay: Day, newId: () => string): Change[] {
  const theirs = <Row extends Span & { employeeId: string | null }>(rows: readonly Row[]): Row[] =>
    rows.filter((row) => row.employeeId === employeeId && (row.endsOn === null || row.endsOn > lastDay));
  const holdings = theirs(roster.holding);
  const seats = roster.seat.filter(
    (seat) =>
      holdings.some(({ seatId }) => seatId === seat.id) &&
      lastsUntil(seat, lastDay) &&
      !roster.holding.some(
        (one) => one.seatId === seat.id && one.employeeId !== employeeId && one.startsOn > lastDay,
      ),
  );
  return [
    ...holdings.map((row): Change => ({ entity: "holding", id: row.id, row: endedOn(row, lastDay) })),
    ...seats.flatMap((row): Change[] => {
      const ended = endedOn(row, lastDay);
      // A seat that would have begun later stays: an earlier holding may name it.
      return ended === null || ended === row ? [] : [put("seat", ended)];
    }),
    ...theirs(roster.assignment).map((row): Change => ({
      entity: "assignment",
      id: row.id,
      row: endedOn(row, lastDay),
    })),
    ...theirs(roster.right).map((row): Change => ({
      entity: "right",
      id: row.id,
      row: endedOn(row, lastDay),
    })),
    ...theirs(roster.period).flatMap((row): Change[] => {
      const ended = endedOn(row, lastDay);
      const without = { ...row, employeeId: null };
      if (ended === null) return [put("period", without)];
      const device = roster.device.find(({ id }) => id === row.deviceId);
      const next = addDays(lastDay, 1);
      if (device?.endsOn !== null && device?.endsOn !== undefined && device.endsOn < next)
        return [put("period", ended)];
      return [put("period", ended), put("period", { ...without, id: newId(), startsOn: next })];
    }),
  ];
}

function isSame(one: Employee, other: Employee): boolean {
  return (
    one.name === other.name &&
    one.email === other.email &&
    one.department === other.department &&
    one.location === other.location &&
    one.joinedOn === other.joinedOn &&
    one.leftOn === other.leftOn &&
    one.userId === other.userId
  );
}
