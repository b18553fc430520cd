import type { Day } from "#app/platform/day.ts";
import { searchKey } from "#app/platform/search-key.ts";

import { setEmployee, setLeaving, workDays } from "#app/people/rules/employee-acts.ts";
import type { Change, Employee, Roster } from "#app/people/rules/roster.ts";
import { endSeat, giveSeat } from "#app/people/rules/seat-acts.ts";
import { inTurn } from "#app/people/rules/standard-changes.ts";
import { overlap } from "#app/people/rules/span.ts";
import { nameKey, personIn, type Ends, type ImportContext, type PlanLine, type Reader } from "./plan.ts";

/**
 * A line that is somebody who works at the client, or did. Whom it speaks of is found by mail address, else by name. A last day that is new ends
 * what they hold, as it does for a leaver; one that is known ends nothing again.
 */
export const planPerson: PlanLine = (roster, context, line) => {
  const name = line.needed("name");
  const [joinedOn, leftOn] = [line.day("joined"), line.day("left")];
  const email = mailIn(line, context, "email");
  const [department, location] = [line.text("department"), line.text("location")];
  if (!joinedOn && line.errors.length === 0) line.fail("joined", "cell-missing");
  if (!joinedOn || line.errors.length > 0) return null;
  const days = workDays({ joinedOn, leftOn: leftOn ?? null });
  const alike = namesakes(roster, name, email);
  const known =
    alike.find((one) => one.joinedOn === joinedOn) ?? alike.find((one) => overlap(workDays(one), days));
  const employee: Employee = {
    id: known?.id ?? context.newId(),
    name,
    email: email === undefined ? (known?.email ?? null) : email,
    department: department === undefined ? (known?.department ?? "") : (department ?? ""),
    location: location === undefined ? (known?.location ?? "") : (location ?? ""),
    joinedOn,
    leftOn: leftOn === undefined ? (known?.leftOn ?? null) : leftOn,
    userId: known?.userId ?? null,
  };
  const { id } = employee;
  const leaves = leftOn && leftOn !== known?.leftOn ? leftOn : null;
  const done = inTurn(roster, [
    (now) => setEmployee(now, employee),
    ...(leaves
      ? [(now: Roster) => setLeaving(now, id, { leftOn: leaves, release: true, newId: context.newId })]
      : []),
  ]);
  if (!done.ok) return line.fail(null, done.refusal, name);
  const step = { key: id, label: name, onDay: known && leaves ? leaves : joinedOn, isNew: !known };
  return { ...step, changes: done.value, ends: leaves ? endsOf(done.value, leaves) : undefined };
};

/** How much of what somebody holds ends with their last day. */
function endsOf(changes: readonly Change[], onDay: Day): Ends | undefined {
  const count = (entity: Change["entity"]): number => changes.filter((one) => one.entity === entity).length;
  const ends = {
    onDay,
    seats: count("holding"),
    licences: count("assignment"),
    rights: count("right"),
    devices: new Set(changes.flatMap((one) => (one.entity === "period" && one.row ? [one.row.deviceId] : [])))
      .size,
  };
  return ends.seats + ends.licences + ends.rights + ends.devices > 0 ? ends : undefined;
}

function namesakes(roster: Roster, name: string, email: string | null | undefined): Employee[] {
  const byMail = email ? roster.employee.filter((one) => one.email === email) : [];
  if (byMail.length > 0) return byMail;
  const key = searchKey(name);
  return roster.employee.filter((one) => (!email || one.email === null) && nameKey(one) === key);
}

/** A mail address in lower case. */
export function mailIn(
  line: Reader,
  context: ImportContext,
  column: "email" | "mailbox",
): string | null | undefined {
  const text = line.text(column);
  if (text === null || text === undefined) return text;
  return context.readMailAddress(text)?.toLowerCase() ?? line.fail(column, "mail-wrong", text);
}

/** A line that is a seat that somebody has from a day on, and perhaps until one. */
export const planSeat: PlanLine = (roster, context, line) => {
  const [startsOn, until, typeName] = [line.day("from"), line.day("until"), line.needed("seatType")];
  if (line.needed("person") === "") return null;
  const person = personIn(roster, line, "person", startsOn);
  const key = searchKey(typeName);
  const type = context.seatTypes.find(({ names }) => names.some((one) => searchKey(one) === key));
  if (!type && typeName !== "") line.fail("seatType", "seat-type-unknown", typeName);
  if (!startsOn && line.errors.length === 0) line.fail("from", "cell-missing");
  if (!person || !startsOn || !type || line.errors.length > 0) return null;
  const step = { key: `${person.id} ${type.id} ${startsOn}`, label: `${person.name}, ${typeName}` };
  const held = roster.holding.find(
    (one) => one.employeeId === person.id && one.seatTypeId === type.id && one.startsOn === startsOn,
  );
  if (held && (until === undefined || until === held.endsOn))
    return { ...step, onDay: startsOn, isNew: false, changes: [] };
  if (held && held.endsOn !== null && (until === null || (until !== undefined && until > held.endsOn)))
    return line.fail("until", "ended-before", held.endsOn);
  const holdingId = held?.id ?? context.newId();
  const wanted = { holdingId, seatId: null, newSeatId: context.newId(), seatTypeId: type.id, startsOn };
  const done = inTurn(roster, [
    ...(held ? [] : [(now: Roster) => giveSeat(now, { ...wanted, employeeId: person.id })]),
    ...(until ? [(now: Roster) => endSeat(now, holdingId, { lastDay: until, keepSeat: false })] : []),
  ]);
  if (!done.ok) return line.fail(null, done.refusal, step.label);
  return { ...step, onDay: held && until ? until : startsOn, isNew: !held, changes: done.value };
};
