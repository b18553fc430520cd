import type { StaffScope } from "#app/identity/scope.ts";
import type { Day } from "#app/platform/day.ts";
import type { Result } from "#app/platform/result.ts";

import { newId, recordChange } from "./record-change.server.ts";
import {
  addEmployee,
  changeEmployee,
  setLeaving,
  type EmployeeDetails,
  type EmployeeRefusal,
} from "./rules/employee-acts.ts";
import { closeSeat, endSeat, giveSeat, type SeatRefusal, type WantedSeat } from "./rules/seat-acts.ts";

/** Adds somebody to a client's people. */
export function recordEmployee(
  scope: StaffScope,
  clientId: string,
  employee: EmployeeDetails & { id: string },
): Promise<Result<null, EmployeeRefusal>> {
  const act = {
    action: "employee.added",
    onDay: employee.joinedOn,
    target: `employee:${employee.id}`,
    detail: { name: employee.name, startsOn: employee.joinedOn },
  };
  return recordChange(scope, clientId, act, (roster) => addEmployee(roster, { ...employee, leftOn: null }));
}

/** Changes what is known of somebody. */
export function recordEmployeeChange(
  scope: StaffScope,
  clientId: string,
  id: string,
  details: EmployeeDetails,
  today: Day,
): Promise<Result<null, EmployeeRefusal>> {
  const act = {
    action: "employee.changed",
    onDay: today,
    target: `employee:${id}`,
    detail: { name: details.name },
  };
  return recordChange(scope, clientId, act, (roster) => changeEmployee(roster, id, details));
}

/** Sets somebody's last day, and with `release` ends what they hold on that day; null takes it back. */
export function recordLeaving(
  scope: StaffScope,
  clientId: string,
  id: string,
  leaving: { leftOn: Day; release: boolean } | null,
  today: Day,
): Promise<Result<null, EmployeeRefusal>> {
  const act = {
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
  const act = {
    action: "seat.given",
    onDay: wanted.startsOn,
    target: `employee:${wanted.employeeId}`,
    detail: { startsOn: wanted.startsOn },
  };
  return recordChange(scope, clientId, act, (roster) => giveSeat(roster, { ...wanted, newSeatId: newId() }));
}

/** Ends somebody's seat with a last day; the seat itself stays where it is kept for the next. */
export function recordSeatEnd(
  scope: StaffScope,
  clientId: string,
  holdingId: string,
  end: { lastDay: Day; keepSeat: boolean },
): Promise<Result<null, SeatRefusal>> {
  const act = {
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
  const act = { action: "seat.closed", onDay: lastDay, target: `seat:${seatId}`, detail: { until: lastDay } };
  return recordChange(scope, clientId, act, (roster) => closeSeat(roster, seatId, lastDay));
}
