import { describe, expect, test } from "vitest";

import { day } from "#app/platform/day.ts";
import {
  applyChange,
  emptyRecords,
  withBefore,
  type Change,
  type Employee,
  type Records,
  type Roster,
} from "#app/people/rules/roster.ts";
import { join, undo } from "#app/people/rules/standard-changes.ts";

const [monday, tuesday, thursday] = [day("2026-12-14"), day("2026-12-15"), day("2026-12-17")];
const folder = { id: "r", kind: "folder", name: "Recepten" } as const;
const employee: Employee = {
  id: "e",
  name: "Sara Vos",
  email: null,
  department: "",
  location: "",
  joinedOn: monday,
  leftOn: null,
  userId: null,
};
const empty: Roster = {
  ...emptyRecords,
  resource: [folder],
  pools: [{ productId: "p", quantity: 1, startsOn: monday, termEndsOn: null }],
};
const apply = (roster: Roster, changes: readonly Change[]): Roster => ({
  ...changes.reduce<Records>(applyChange, roster),
  pools: roster.pools,
});

/** Sara with a seat, a licence and a right, and what taking her on changed. */
function joined() {
  const done = join(empty, {
    employee,
    seat: { holdingId: "h", newSeatId: "s", seatTypeId: "standard" },
    licences: [{ id: "l", productId: "p" }],
    rights: [{ id: "w", resource: folder }],
    reason: "#1042",
    requestId: null,
  });
  if (!done.ok) throw new Error(done.refusal);
  return { roster: apply(empty, done.value), rows: withBefore(empty, done.value) };
}

describe("undoing that somebody was taken on", () => {
  test.each([
    ["days later, all ended yesterday", thursday, { last: day("2026-12-16"), held: 1 }],
    ["on the first day, it is the last one and nothing was held", monday, { last: monday, held: 0 }],
  ])("%s", (_when, today, { last, held }) => {
    const { roster, rows } = joined();
    const undone = undo(roster, rows, today, () => "new");
    if (!undone.ok) throw new Error(undone.refusal);
    const then = apply(roster, undone.value);
    expect(then.employee).toMatchObject([{ id: "e", leftOn: last }]);
    expect(then.seat).toMatchObject([{ id: "s", endsOn: last }]);
    for (const rowsOf of [then.holding, then.assignment, then.right])
      expect(rowsOf.map(({ endsOn }) => endsOn)).toEqual(Array.from({ length: held }, () => last));
  });

  const more: Record<string, (roster: Roster) => Roster> = {
    "got another right": (roster) => ({
      ...roster,
      right: [
        ...roster.right,
        {
          id: "w2",
          resourceId: "r2",
          employeeId: "e",
          level: "read",
          reason: "",
          requestId: null,
          startsOn: tuesday,
          endsOn: null,
        },
      ],
    }),
    "got a login": (roster) => ({ ...roster, employee: [{ ...employee, userId: "u" }] }),
    "is leaving already": (roster) => ({ ...roster, employee: [{ ...employee, leftOn: thursday }] }),
    "lost the right": (roster) => ({ ...roster, right: [] }),
  };
  test.each(Object.keys(more))("is refused where that person %s", (what) => {
    const { roster, rows } = joined();
    expect(undo(more[what]?.(roster) ?? roster, rows, thursday, () => "new")).toMatchObject({
      refusal: "changed-since",
    });
  });
});
