import { addMonths, startOfMonth, type Day } from "#app/platform/day.ts";
import { compareNames } from "#app/platform/search-key.ts";

import type { Priced } from "./holdings-view.ts";
import { emptySeats, findOdd, hasLeft, isAtWork, type Odd } from "./odd.ts";
import type { Employee, Roster } from "./roster.ts";
import { isOn } from "./span.ts";

export type PersonState = "at-work" | "coming" | "leaving" | "left";

/** One of a client's people with what they hold on a day; names come from the lists of seat types and products. */
export type PersonLine = {
  id: string;
  name: string;
  email: string | null;
  department: string;
  location: string;
  joinedOn: Day;
  leftOn: Day | null;
  state: PersonState;
  seats: { number: number; typeId: string; since: Day }[];
  productIds: string[];
  devices: string[];
  rights: number;
};

/** One seat as the picture shows it. */
export type SeatMark = {
  number: number;
  typeId: string;
  holder: string | null;
  state: "held" | "empty" | "leaver";
};

/** Who came and went in a month, and how many worked there on its last day (or today). */
export type MonthLine = { month: Day; joined: number; left: number; atWork: number };

/** Something odd in names and figures, as pages tell it; costs a month in minor units. */
export type OddLine = {
  key: string;
  kind: Odd["kind"];
  employeeId: string | null;
  name: string;
  /** The seat's number, the product's, resource's or device's name. */
  what: string;
  since: Day | null;
  monthlyMinor: number | null;
  currency: string | null;
};

/** Whether somebody works here, will, is about to leave, or has left. */
export function stateOf(employee: Employee, today: Day): PersonState {
  if (hasLeft(employee, today)) return "left";
  if (employee.joinedOn > today) return "coming";
  return employee.leftOn === null ? "at-work" : "leaving";
}

/** A client's people on a day by name; who has left comes last, and only while something is still theirs or they left within a year. */
export function personLines(roster: Roster, today: Day): PersonLine[] {
  const yearAgo = addMonths(today, -12);
  return roster.employee
    .map((employee) => personLine(roster, employee, today))
    .filter(
      (line) =>
        line.state !== "left" ||
        (line.leftOn !== null && line.leftOn >= yearAgo) ||
        line.seats.length + line.productIds.length + line.devices.length + line.rights > 0,
    )
    .sort(
      (one, other) =>
        Number(one.state === "left") - Number(other.state === "left") || compareNames(one.name, other.name),
    );
}

/** One person with what is theirs on a day. */
export function personLine(roster: Roster, employee: Employee, today: Day): PersonLine {
  const theirs = <Row extends { employeeId: string | null; startsOn: Day; endsOn: Day | null }>(
    rows: readonly Row[],
  ): Row[] => rows.filter((row) => row.employeeId === employee.id && isOn(row, today));
  return {
    id: employee.id,
    name: employee.name,
    email: employee.email,
    department: employee.department,
    location: employee.location,
    joinedOn: employee.joinedOn,
    leftOn: employee.leftOn,
    state: stateOf(employee, today),
    seats: theirs(roster.holding).map((holding) => ({
      number: roster.seat.find(({ id }) => id === holding.seatId)?.number ?? 0,
      typeId: holding.seatTypeId,
      since: holding.startsOn,
    })),
    productIds: theirs(roster.assignment).map(({ productId }) => productId),
    devices: theirs(roster.period).map(
      ({ deviceId }) => roster.device.find(({ id }) => id === deviceId)?.name ?? "",
    ),
    rights: theirs(roster.right).length,
  };
}

/** Every seat of a day by number: who holds it, or that nobody does, or that somebody does who has left. */
export function seatMarks(roster: Roster, today: Day): SeatMark[] {
  const empty = new Set(emptySeats(roster, today).map(({ id }) => id));
  return roster.seat
    .filter((seat) => isOn(seat, today))
    .sort((one, other) => one.number - other.number)
    .map((seat) => {
      const holding = roster.holding.find((one) => one.seatId === seat.id && isOn(one, today));
      const holder = roster.employee.find(({ id }) => id === holding?.employeeId);
      const state = empty.has(seat.id) ? "empty" : holder && hasLeft(holder, today) ? "leaver" : "held";
      return { number: seat.number, typeId: seat.seatTypeId, holder: holder?.name ?? null, state };
    });
}

/** The last twelve months, this one included: who came, who went, how many worked there at each month's end. */
export function yearOf(roster: Roster, today: Day): MonthLine[] {
  const first = addMonths(startOfMonth(today), -11);
  return Array.from({ length: 12 }, (_, index) => {
    const month = addMonths(first, index);
    const next = addMonths(month, 1);
    const isIn = (day: Day | null): boolean => day !== null && day >= month && day < next && day <= today;
    const last = roster.employee.filter(({ joinedOn, leftOn }) =>
      next > today
        ? isAtWork({ joinedOn, leftOn }, today)
        : joinedOn < next && (leftOn === null || leftOn >= next),
    );
    return {
      month,
      joined: roster.employee.filter(({ joinedOn }) => isIn(joinedOn)).length,
      left: roster.employee.filter(({ leftOn }) => isIn(leftOn)).length,
      atWork: last.length,
    };
  });
}

/** What is odd in names and figures; prices come with the products, a product without one tells no cost. */
export function oddLines(roster: Roster, products: readonly Priced[], today: Day): OddLine[] {
  return findOdd(roster, today).map((odd) => oddLine(roster, products, odd));
}

function oddLine(roster: Roster, products: readonly Priced[], odd: Odd): OddLine {
  const line = {
    kind: odd.kind,
    employeeId: "employee" in odd ? odd.employee.id : null,
    name: "employee" in odd ? odd.employee.name : "",
    since: "employee" in odd ? (odd.employee.leftOn ?? odd.employee.joinedOn) : null,
    monthlyMinor: null,
    currency: null,
  };
  switch (odd.kind) {
    case "leaver-licence": {
      const product = products.find(({ id }) => id === odd.assignment.productId);
      return {
        ...line,
        key: odd.assignment.id,
        what: product?.name ?? "",
        monthlyMinor: product?.priceMinor ?? null,
        currency: product?.currency ?? null,
      };
    }
    case "leaver-right":
      return {
        ...line,
        key: odd.right.id,
        what: roster.resource.find(({ id }) => id === odd.right.resourceId)?.name ?? "",
      };
    case "leaver-seat":
      return { ...line, key: odd.holding.id, what: seatNumber(roster, odd.holding.seatId) };
    case "leaver-device":
      return {
        ...line,
        key: odd.period.id,
        what: roster.device.find(({ id }) => id === odd.period.deviceId)?.name ?? "",
      };
    case "too-few": {
      const product = products.find(({ id }) => id === odd.productId);
      return {
        ...line,
        key: odd.productId,
        name: product?.name ?? "",
        what: `${odd.assigned}/${odd.bought}`,
      };
    }
    case "seat-empty":
      return { ...line, key: odd.seat.id, what: String(odd.seat.number), since: odd.seat.startsOn };
    case "no-seat":
      return { ...line, key: odd.employee.id, what: "" };
  }
}

function seatNumber(roster: Roster, seatId: string): string {
  return String(roster.seat.find(({ id }) => id === seatId)?.number ?? "");
}
