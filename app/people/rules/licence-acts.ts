import { termEnd, type Day } from "#app/platform/day.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { workDays } from "./employee-acts.ts";
import { decreaseWindow, type DecreaseWindow, type VendorTerms } from "./decrease-window.ts";
import { put, type Assignment, type Change, type Pool, type Roster } from "./roster.ts";
import { endedFrom, isOn, overlap } from "./span.ts";

export type LicenceRefusal =
  "employee-gone" | "not-employed" | "licence-twice" | "none-free" | "licence-gone" | "free-before-start";

/** How many of a licence a client bought, on a day. */
export function boughtOn(roster: Roster, productId: string, day: Day): number {
  return poolOn(roster, productId, day)?.quantity ?? 0;
}

/** What a client had bought of a licence by a day, and to when; null for nothing yet. */
export function poolOn(roster: Pick<Roster, "pools">, productId: string, day: Day): Pool | null {
  let bought: Pool | null = null;
  for (const pool of roster.pools)
    if (pool.productId === productId && pool.startsOn <= day && (!bought || pool.startsOn >= bought.startsOn))
      bought = pool;
  return bought;
}

/** A product as its vendor sells it. */
export type SoldProduct = VendorTerms & { id: string };

/** When a client's licences of a product may become fewer, asked on a day; null where it has none, or their term is not known. */
export function windowOn(
  roster: Pick<Roster, "pools">,
  product: SoldProduct,
  day: Day,
): DecreaseWindow | null {
  const pool = poolOn(roster, product.id, day);
  return pool === null || pool.quantity === 0 || pool.termEndsOn === null
    ? null
    : decreaseWindow(product, pool.termEndsOn, day);
}

/** The last day of the term that one more licence is held to from a day on: that of those bought before, a term of its own for the first; null where it is not known. */
export function termOfOneMore(roster: Pick<Roster, "pools">, product: SoldProduct, from: Day): Day | null {
  return (poolOn(roster, product.id, from)?.quantity ?? 0) > 0
    ? (windowOn(roster, product, from)?.termEndsOn ?? null)
    : termEnd(from, product.termMonths);
}

/** How many of a licence people and mailboxes have, on a day. */
export function assignedOn(roster: Roster, productId: string, day: Day): number {
  return roster.assignment.filter((one) => one.productId === productId && isOn(one, day)).length;
}

/** Gives a person or a shared mailbox a licence from a day on, until a person's last day; one must be free on each of those days. */
export function assignLicence(
  roster: Roster,
  wanted: Omit<Assignment, "endsOn">,
): Result<Change[], LicenceRefusal> {
  if (roster.assignment.some(({ id }) => id === wanted.id)) return ok([]);
  const employee = roster.employee.find(({ id }) => id === wanted.employeeId);
  if (wanted.employeeId !== null && !employee) return refuse("employee-gone");
  if (employee && !isOn(workDays(employee), wanted.startsOn)) return refuse("not-employed");
  const assignment: Assignment = { ...wanted, endsOn: employee?.leftOn ?? null };
  const same = roster.assignment.filter(
    (other) => other.productId === wanted.productId && overlap(other, assignment),
  );
  const isHolder = (other: Assignment): boolean =>
    other.employeeId === wanted.employeeId && other.mailbox === wanted.mailbox;
  if (same.some(isHolder)) return refuse("licence-twice");
  return isFree(roster, assignment, same) ? ok([put("assignment", assignment)]) : refuse("none-free");
}

/** Whether more are bought than the others hold on every day of an assignment: asked of the days on which a number changes, in one pass over the others. */
function isFree(roster: Roster, assignment: Assignment, others: readonly Assignment[]): boolean {
  const [starts, ends] = [new Map<Day, number>(), new Map<Day, number>()];
  const add = (to: Map<Day, number>, day: Day) => to.set(day, (to.get(day) ?? 0) + 1);
  for (const { startsOn, endsOn } of others) {
    add(starts, startsOn > assignment.startsOn ? startsOn : assignment.startsOn);
    if (endsOn !== null) add(ends, endsOn);
  }
  const pools = roster.pools.filter(({ productId }) => productId === assignment.productId);
  const changes = [...starts.keys(), ...ends.keys(), ...pools.map(({ startsOn }) => startsOn)];
  const days = [...new Set([assignment.startsOn, ...changes])].filter((day) => isOn(assignment, day)).sort();
  let held = 0;
  return days.every((day) => {
    held += starts.get(day) ?? 0;
    const free = boughtOn(roster, assignment.productId, day) > held;
    held -= ends.get(day) ?? 0;
    return free;
  });
}

/** Takes a licence back: it is free from a day on. From its first day or earlier, it never counted. */
export function releaseLicence(roster: Roster, id: string, freeFrom: Day): Result<Change[], LicenceRefusal> {
  const row = roster.assignment.find((one) => one.id === id);
  if (!row) return refuse("licence-gone");
  if (freeFrom < row.startsOn) return refuse("free-before-start");
  const ended = endedFrom(row, freeFrom);
  return ok(ended === row ? [] : [{ entity: "assignment", id, row: ended }]);
}
