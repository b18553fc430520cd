import type { Day } from "#app/platform/day.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { workDays } from "./employee-acts.ts";
import { put, type Change, type Holding, type Roster, type Seat } from "./roster.ts";
import { endedOn, isOn, overlap } from "./span.ts";

export type SeatRefusal =
  | "employee-gone"
  | "not-employed"
  | "has-seat"
  | "seat-taken"
  | "seat-gone"
  | "ends-before-start"
  | "seat-held-later";

export type WantedSeat = {
  holdingId: string;
  /** The seat that is passed on; null for a new one. */
  seatId: string | null;
  newSeatId: string;
  /** What a new seat is; a seat that is there keeps its type. */
  seatTypeId: string | null;
  employeeId: string;
  startsOn: Day;
};

/** Gives somebody a seat from a day on: one that nobody holds, or a new one. */
export function giveSeat(roster: Roster, wanted: WantedSeat): Result<Change[], SeatRefusal> {
  if (roster.holding.some(({ id }) => id === wanted.holdingId)) return ok([]);
  const employee = roster.employee.find(({ id }) => id === wanted.employeeId);
  if (!employee) return refuse("employee-gone");
  if (!isOn(workDays(employee), wanted.startsOn)) return refuse("not-employed");
  const known = roster.seat.find(({ id }) => id === wanted.seatId);
  if (wanted.seatId !== null && (!known || !isOn(known, wanted.startsOn))) return refuse("seat-gone");
  const seatTypeId = known?.seatTypeId ?? wanted.seatTypeId;
  if (seatTypeId === null) return refuse("seat-gone");
  const seat: Seat = known ?? {
    id: wanted.newSeatId,
    seatTypeId,
    number: nextNumber(roster),
    startsOn: wanted.startsOn,
    endsOn: null,
  };
  const holding: Holding = {
    id: wanted.holdingId,
    seatId: seat.id,
    seatTypeId: seat.seatTypeId,
    employeeId: employee.id,
    startsOn: wanted.startsOn,
    endsOn: earlier(seat.endsOn, employee.leftOn),
  };
  const overlapping = roster.holding.filter((other) => overlap(other, holding));
  if (overlapping.some(({ seatId }) => seatId === seat.id)) return refuse("seat-taken");
  if (
    overlapping.some((other) => other.employeeId === employee.id && other.seatTypeId === holding.seatTypeId)
  )
    return refuse("has-seat");
  return ok([...(known ? [] : [put("seat", seat)]), put("holding", holding)]);
}

/** Ends somebody's seat with a last day; the seat itself ends too, unless it is kept for whoever comes next. */
export function endSeat(
  roster: Roster,
  holdingId: string,
  { lastDay, keepSeat }: { lastDay: Day; keepSeat: boolean },
): Result<Change[], SeatRefusal> {
  const holding = roster.holding.find(({ id }) => id === holdingId);
  if (!holding) return refuse("seat-gone");
  if (lastDay < holding.startsOn) return refuse("ends-before-start");
  const ended: Change[] = holding.endsOn === lastDay ? [] : [put("holding", { ...holding, endsOn: lastDay })];
  const seat = roster.seat.find(({ id }) => id === holding.seatId);
  const others = roster.holding.filter((one) => one.seatId === holding.seatId && one.id !== holding.id);
  if (others.some((other) => overlap(other, { ...holding, endsOn: lastDay })))
    return refuse("seat-held-later");
  if (!seat || keepSeat || others.some((one) => one.startsOn > lastDay)) return ok(ended);
  const closed = endedOn(seat, lastDay);
  return ok(closed === null || closed === seat ? ended : [...ended, put("seat", closed)]);
}

/** Ends a seat that nobody holds. */
export function closeSeat(roster: Roster, seatId: string, lastDay: Day): Result<Change[], SeatRefusal> {
  const seat = roster.seat.find(({ id }) => id === seatId);
  if (!seat) return refuse("seat-gone");
  if (lastDay < seat.startsOn) return refuse("ends-before-start");
  if (roster.holding.some((one) => one.seatId === seatId && (one.endsOn === null || one.endsOn > lastDay)))
    return refuse("seat-held-later");
  return ok(seat.endsOn === lastDay ? [] : [put("seat", { ...seat, endsOn: lastDay })]);
}

function nextNumber(roster: Roster): number {
  return Math.max(0, ...roster.seat.map(({ number }) => number)) + 1;
}

function earlier(one: Day | null, other: Day | null): Day | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
