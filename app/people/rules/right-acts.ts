import type { Day } from "#app/platform/day.ts";
import { ok, refuse, type Result } from "#app/platform/result.ts";

import { workDays } from "./employee-acts.ts";
import { put, type Change, type Resource, type Right, type Roster } from "./roster.ts";
import { endedFrom, isOn, overlap } from "./span.ts";

export type RightRefusal =
  "employee-gone" | "not-employed" | "right-twice" | "right-gone" | "free-before-start";

/** Lets somebody reach a resource from a day on, until their last day; a resource that is new is added. */
export function grantRight(
  roster: Roster,
  resource: Resource,
  wanted: Omit<Right, "endsOn" | "resourceId">,
): Result<Change[], RightRefusal> {
  if (roster.right.some(({ id }) => id === wanted.id)) return ok([]);
  const employee = roster.employee.find(({ id }) => id === wanted.employeeId);
  if (!employee) return refuse("employee-gone");
  if (!isOn(workDays(employee), wanted.startsOn)) return refuse("not-employed");
  const known = roster.resource.find((one) => one.kind === resource.kind && one.name === resource.name);
  const right: Right = { ...wanted, resourceId: known?.id ?? resource.id, endsOn: employee.leftOn };
  const twice = roster.right.some(
    (other) =>
      other.resourceId === right.resourceId && other.employeeId === right.employeeId && overlap(other, right),
  );
  if (twice) return refuse("right-twice");
  return ok([...(known ? [] : [put("resource", resource)]), put("right", right)]);
}

/** Takes a right away from a day on. From its first day or earlier, it never counted. */
export function revokeRight(roster: Roster, id: string, from: Day): Result<Change[], RightRefusal> {
  const row = roster.right.find((one) => one.id === id);
  if (!row) return refuse("right-gone");
  if (from < row.startsOn) return refuse("free-before-start");
  const ended = endedFrom(row, from);
  return ok(ended === row ? [] : [{ entity: "right", id, row: ended }]);
}
