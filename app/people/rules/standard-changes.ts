import { addDays, type Day } from "#app/platform/day.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { addEmployee, type EmployeeRefusal } from "./employee-acts.ts";
import {
  assignedOn,
  assignLicence,
  boughtOn,
  poolOn,
  releaseLicence,
  termOfOneMore,
  windowOn,
  type LicenceRefusal,
  type SoldProduct,
} from "./licence-acts.ts";
import { grantRight, revokeRight, type RightRefusal } from "./right-acts.ts";
import {
  applyChange,
  put,
  type Change,
  type Employee,
  type Pool,
  type Records,
  type Resource,
  type RightLevel,
  type Roster,
  type RowChange,
} from "./roster.ts";
import { giveSeat, type SeatRefusal } from "./seat-acts.ts";
import { isOn, type Span } from "./span.ts";

export type StandardRefusal = EmployeeRefusal | SeatRefusal | LicenceRefusal | RightRefusal | "changed-since";
type Decided = Result<Change[], StandardRefusal>;

/** Several acts one after another, each on the roster that those before it left; the first refusal refuses them all. */
export function inTurn(roster: Roster, acts: readonly ((roster: Roster) => Decided)[]): Decided {
  const changes: Change[] = [];
  let at = roster;
  for (const act of acts) {
    const decided = act(at);
    if (!decided.ok) return decided;
    changes.push(...decided.value);
    at = { ...decided.value.reduce<Records>(applyChange, at), pools: roster.pools };
  }
  return ok(changes);
}

export type WantedAccess = {
  rightId: string;
  employeeId: string;
  resource: Resource;
  level: RightLevel;
  startsOn: Day;
  reason: string;
  requestId: string | null;
};

/** Lets somebody reach a resource at a level from a day on; another level that they have from before ends the day before. */
export function giveAccess(roster: Roster, { resource, rightId, ...wanted }: WantedAccess): Decided {
  const known = roster.resource.find((one) => one.kind === resource.kind && one.name === resource.name);
  const held = roster.right.filter(
    (one) =>
      one.employeeId === wanted.employeeId &&
      one.resourceId === known?.id &&
      (one.endsOn === null || one.endsOn >= wanted.startsOn),
  );
  if (held.some((one) => one.level === wanted.level && isOn(one, wanted.startsOn)))
    return refuse("right-twice");
  return inTurn(roster, [
    ...held.map((one) => (at: Roster) => revokeRight(at, one.id, later(one.startsOn, wanted.startsOn))),
    (at) => grantRight(at, resource, { ...wanted, id: rightId }),
  ]);
}

/** Takes a right away from a day on, or gives it another level. */
export function changeRight(
  roster: Roster,
  id: string,
  change: { to: RightLevel | "revoke"; newId: string; from: Day; reason: string; requestId: string | null },
): Decided {
  const right = roster.right.find((one) => one.id === id);
  if (!right) return refuse("right-gone");
  const resource = roster.resource.find((one) => one.id === right.resourceId);
  if (change.to === "revoke" || !resource) return revokeRight(roster, id, change.from);
  return giveAccess(roster, {
    rightId: change.newId,
    employeeId: right.employeeId,
    resource,
    level: change.to,
    startsOn: change.from,
    reason: change.reason,
    requestId: change.requestId,
  });
}

/** Takes a product's licence back from somebody, from a day on. */
export function takeLicence(
  roster: Roster,
  holder: { productId: string; employeeId: string },
  from: Day,
): Decided {
  const held = roster.assignment.find(
    (one) =>
      one.productId === holder.productId &&
      one.employeeId === holder.employeeId &&
      (one.endsOn === null || one.endsOn >= from),
  );
  return held ? releaseLicence(roster, held.id, from) : refuse("licence-gone");
}

export type Joining = {
  employee: Employee;
  seat: { holdingId: string; newSeatId: string; seatTypeId: string };
  licences: readonly { id: string; productId: string }[];
  rights: readonly { id: string; resource: Resource }[];
  reason: string;
  requestId: string | null;
};

/** Adds somebody with a seat, licences and the right to write to resources, all from their first day. */
export function join(roster: Roster, joining: Joining): Decided {
  const { employee, seat, licences, rights, reason, requestId } = joining;
  const employeeId = employee.id;
  const startsOn = employee.joinedOn;
  return inTurn(roster, [
    (at) => addEmployee(at, employee),
    (at) => giveSeat(at, { ...seat, seatId: null, employeeId, startsOn }),
    ...licences.map(
      (one) => (at: Roster) => assignLicence(at, { ...one, employeeId, mailbox: null, startsOn }),
    ),
    ...rights.map(
      ({ id, resource }) =>
        (at: Roster) =>
          grantRight(at, resource, { id, employeeId, level: "write", startsOn, reason, requestId }),
    ),
  ]);
}

/** The pools that have to be one licence larger from a day on, so that each product can be given to one more; the term stays, and the first of a product begins one. */
export function poolsToRaise(
  roster: Roster,
  productIds: readonly string[],
  products: readonly SoldProduct[],
  from: Day,
): Pool[] {
  return [...new Set(productIds)].flatMap((productId) => {
    const bought = boughtOn(roster, productId, from);
    if (bought > assignedOn(roster, productId, from)) return [];
    const product = products.find(({ id }) => id === productId);
    const termEndsOn = product ? termOfOneMore(roster, product, from) : null;
    return [{ productId, quantity: bought + 1, startsOn: from, termEndsOn }];
  });
}

/** The pools of these products that the vendor lets be one licence smaller from a day on, of which nobody has or will have the last one. */
export function poolsToLower(
  roster: Roster,
  productIds: readonly string[],
  products: readonly SoldProduct[],
  from: Day,
): Pool[] {
  return [...new Set(productIds)].flatMap((productId) => {
    const pool = poolOn(roster, productId, from);
    const product = products.find(({ id }) => id === productId);
    const window = product ? windowOn(roster, product, from) : null;
    const wanted = roster.assignment.filter(
      (one) => one.productId === productId && (one.endsOn === null || one.endsOn >= from),
    ).length;
    if (!pool || !window?.isOpen || pool.quantity <= wanted) return [];
    return [{ productId, quantity: pool.quantity - 1, startsOn: from, termEndsOn: window.termEndsOn }];
  });
}

/**
 * Puts back what an act changed: what it ended goes on, what it gave ends the day before. Who was taken on has left the day before too, or on
 * the first day where that is today: nobody is taken out of the register. Where a row has changed since, or whoever was taken on got more or
 * a login, nothing is put back.
 */
export function undo(roster: Roster, rows: readonly RowChange[], today: Day, newId: () => string): Decided {
  if (!rows.every((one) => isStill(roster, one)) || gotMore(roster, rows)) return refuse("changed-since");
  return inTurn(
    roster,
    rows.map((one) => () => ok(restored(one, today, newId))),
  );
}

/** Whether somebody who was taken on got more than was given with it, or somebody else their seat. */
function gotMore(roster: Roster, rows: readonly RowChange[]): boolean {
  const given = new Set(rows.map(({ id }) => id));
  const added = new Set(rows.filter(({ before }) => before === null).map(({ id }) => id));
  const isOther = (one: { id: string; employeeId: string | null; seatId?: string }): boolean =>
    !given.has(one.id) && (added.has(one.employeeId ?? "") || added.has(one.seatId ?? ""));
  return (
    [...roster.holding, ...roster.assignment, ...roster.right, ...roster.period].some(isOther) ||
    roster.employee.some(({ id, userId }) => added.has(id) && userId !== null)
  );
}

function restored(one: RowChange, today: Day, newId: () => string): Change[] {
  switch (one.entity) {
    case "employee":
      if (one.before) return [put("employee", one.before)];
      return one.row ? [put("employee", { ...one.row, leftOn: lastDay(one.row.joinedOn, today) })] : [];
    case "seat":
      if (one.before) return [put("seat", one.before)];
      return one.row ? [put("seat", { ...one.row, endsOn: lastDay(one.row.startsOn, today) })] : [];
    case "holding":
      return goesOn(one, today, newId).map(([id, row]) => ({ entity: "holding", id, row }));
    case "assignment":
      return goesOn(one, today, newId).map(([id, row]) => ({ entity: "assignment", id, row }));
    case "right":
      return goesOn(one, today, newId).map(([id, row]) => ({ entity: "right", id, row }));
    // A device that lost its holder is given again by hand, and a resource stays.
    case "device":
    case "period":
    case "resource":
      return [];
  }
}

/** The rows that make one go on: itself where no day has passed without it, else a new one from today. */
function goesOn<Row extends Span & { id: string }>(
  { id, before, row }: { id: string; before: Row | null; row: Row | null },
  today: Day,
  newId: () => string,
): [string, Row | null][] {
  if (before === null) return row === null ? [] : [[id, endedYesterday(row, today)]];
  const missed = row?.endsOn ?? addDays(before.startsOn, -1);
  if (row === null || missed >= addDays(today, -1)) return [[id, before]];
  const fresh = newId();
  return [[fresh, { ...before, id: fresh, startsOn: today }]];
}

/** Yesterday, or the first day of what begins later than that. */
const lastDay = (first: Day, today: Day): Day => later(first, addDays(today, -1));

function endedYesterday<Row extends Span>(row: Row, today: Day): Row | null {
  const last = addDays(today, -1);
  return row.startsOn > last ? null : { ...row, endsOn: last };
}

function isStill(roster: Roster, { entity, id, row }: RowChange): boolean {
  if (entity === "period" || entity === "device") return true;
  const rows: readonly { id: string }[] = roster[entity];
  const present = rows.find((one) => one.id === id);
  const ends = (one: object | null | undefined): unknown =>
    one && "endsOn" in one ? one.endsOn : one && "leftOn" in one ? one.leftOn : null;
  return (present === undefined) === (row === null) && ends(present) === ends(row);
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other;
}
