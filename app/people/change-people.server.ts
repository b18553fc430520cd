import type { StaffScope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { newId, recordChange, recordChangeInside, type Act } from "./record-change.server.ts";
import {
  addEmployee,
  changeEmployee,
  setLeaving,
  type EmployeeDetails,
  type EmployeeRefusal,
} from "./rules/employee-acts.ts";
import type { Change, Employee, Roster } from "./rules/roster.ts";
import { closeSeat, endSeat, giveSeat, type SeatRefusal, type WantedSeat } from "./rules/seat-acts.ts";
import { listPortalPeople } from "./store/portal-people.server.ts";
import { listSeatTypes } from "./store/product-store.server.ts";

/** Adds somebody to a client's people, with a seat of a type from their first day on where one is given. */
export function recordEmployee(
  scope: StaffScope,
  clientId: string,
  employee: EmployeeDetails & { id: string },
  seatTypeId: string | null = null,
): Promise<Result<null, EmployeeRefusal | SeatRefusal>> {
  const act: Act = {
    action: "employee.added",
    onDay: employee.joinedOn,
    target: `employee:${employee.id}`,
    detail: { name: employee.name, startsOn: employee.joinedOn },
  };
  return inScope(scope, async (tx) => {
    const unknown = await findUnknown(tx, clientId, { userId: employee.userId, seatTypeId });
    if (unknown) return refuse(unknown);
    return recordChangeInside(tx, scope, clientId, act, (roster) =>
      addWithSeat(roster, { ...employee, leftOn: null }, seatTypeId),
    );
  });
}

function addWithSeat(
  roster: Roster,
  employee: Employee,
  seatTypeId: string | null,
): Result<Change[], EmployeeRefusal | SeatRefusal> {
  const added = addEmployee(roster, employee);
  if (!added.ok || added.value.length === 0 || seatTypeId === null) return added;
  const given = giveSeat(
    { ...roster, employee: [...roster.employee, employee] },
    {
      holdingId: newId(),
      seatId: null,
      newSeatId: newId(),
      seatTypeId,
      employeeId: employee.id,
      startsOn: employee.joinedOn,
    },
  );
  return given.ok ? ok([...added.value, ...given.value]) : given;
}

/** Changes what is known of somebody. */
export function recordEmployeeChange(
  scope: StaffScope,
  clientId: string,
  id: string,
  details: EmployeeDetails,
  today: Day,
): Promise<Result<null, EmployeeRefusal | SeatRefusal>> {
  const act: Act = {
    action: "employee.changed",
    onDay: today,
    target: `employee:${id}`,
    detail: { name: details.name },
  };
  return inScope(scope, async (tx) => {
    const unknown = await findUnknown(tx, clientId, { userId: details.userId, seatTypeId: null });
    if (unknown) return refuse(unknown);
    return recordChangeInside(tx, scope, clientId, act, (roster) => changeEmployee(roster, id, details));
  });
}

/** Which of what a form names is not there: a person of the client's portal, a seat type. */
async function findUnknown(
  tx: Tx,
  clientId: string,
  { userId, seatTypeId }: { userId: string | null; seatTypeId: string | null },
): Promise<"login-unknown" | "seat-gone" | null> {
  if (userId !== null && !(await listPortalPeople(tx, clientId)).some((one) => one.userId === userId))
    return "login-unknown";
  if (seatTypeId !== null && !(await listSeatTypes(tx)).some(({ id }) => id === seatTypeId))
    return "seat-gone";
  return null;
}

/** Sets somebody's last day, and with `release` ends what they hold on that day; null takes it back. */
export function recordLeaving(
  scope: StaffScope,
  clientId: string,
  id: string,
  leaving: { leftOn: Day; release: boolean } | null,
  today: Day,
): Promise<Result<null, EmployeeRefusal>> {
  const act: Act = {
    action: leaving ? "employee.leaving-set" : "employee.leaving-cleared",
    onDay: leaving?.leftOn ?? today,
    target: `employee:${id}`,
    detail: { until: leaving?.leftOn ?? null },
  };
  return recordChange(scope, clientId, act, (roster) =>
    setLeaving(roster, id, leaving ? { ...leaving, newId } : null),
  );
}

/** Gives somebody a seat from a day on. */
export function recordSeat(
  scope: StaffScope,
  clientId: string,
  wanted: Omit<WantedSeat, "newSeatId">,
): Promise<Result<null, SeatRefusal>> {
  const act: Act = {
    action: "seat.given",
    onDay: wanted.startsOn,
    target: `employee:${wanted.employeeId}`,
    detail: { startsOn: wanted.startsOn },
  };
  return inScope(scope, async (tx) => {
    if (await findUnknown(tx, clientId, { userId: null, seatTypeId: wanted.seatTypeId }))
      return refuse("seat-gone");
    return recordChangeInside(tx, scope, clientId, act, (roster) =>
      giveSeat(roster, { ...wanted, newSeatId: newId() }),
    );
  });
}

/** Ends somebody's seat with a last day; the seat itself stays where it is kept for the next. */
export function recordSeatEnd(
  scope: StaffScope,
  clientId: string,
  holdingId: string,
  end: { lastDay: Day; keepSeat: boolean },
): Promise<Result<null, SeatRefusal>> {
  const act: Act = {
    action: "seat.ended",
    onDay: end.lastDay,
    target: `seat:${holdingId}`,
    detail: { until: end.lastDay },
  };
  return recordChange(scope, clientId, act, (roster) => endSeat(roster, holdingId, end));
}

/** Ends a seat that nobody holds, with a last day. */
export function recordSeatClosed(
  scope: StaffScope,
  clientId: string,
  seatId: string,
  lastDay: Day,
): Promise<Result<null, SeatRefusal>> {
  const act: Act = {
    action: "seat.closed",
    onDay: lastDay,
    target: `seat:${seatId}`,
    detail: { until: lastDay },
  };
  return recordChange(scope, clientId, act, (roster) => closeSeat(roster, seatId, lastDay));
}
