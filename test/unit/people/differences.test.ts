import { expect, test } from "vitest";

import { licenceDifferences } from "#app/people/rules/licence-differences.ts";
import { changesSince } from "#app/people/rules/report-changes.ts";
import { emptyRecords, type Roster } from "#app/people/rules/roster.ts";
import { day } from "#app/platform/day.ts";

const numbers = (given: {
  inContract: number | null;
  bought: number;
  assigned: number;
  mailboxes?: number;
  leavers?: number;
}) => ({
  productId: "p",
  mailboxes: 0,
  leavers: 0,
  people: given.assigned,
  free: given.bought - given.assigned,
  monthlyMinor: 0,
  unusedMinor: 0,
  ...given,
});

test.each([
  [{ inContract: 3, bought: 3, assigned: 3 }, []],
  [{ inContract: 3, bought: 5, assigned: 3 }, ["free 2"]],
  [{ inContract: 5, bought: 4, assigned: 5, leavers: 1 }, ["leaver 1", "short 1", "contract-more 1"]],
  [{ inContract: 2, bought: 5, assigned: 4, mailboxes: 1 }, ["free 1", "mailbox 1", "contract-fewer 3"]],
  [{ inContract: null, bought: 2, assigned: 2 }, ["no-line 2"]],
])("the four numbers %o differ by %o", (given, expected) => {
  expect(licenceDifferences(numbers(given), true).map(({ kind, count }) => `${kind} ${count}`)).toEqual(
    expected,
  );
});

test("what changed between two reports: given, taken, come and gone; what was gone on the first day is not told again", () => {
  const person = { email: null, department: "", location: "", userId: null };
  const roster: Roster = {
    ...emptyRecords,
    pools: [],
    employee: [
      { ...person, id: "a", name: "Anna", joinedOn: day("2026-11-03"), leftOn: null },
      { ...person, id: "b", name: "Bram", joinedOn: day("2020-01-01"), leftOn: day("2026-11-01") },
      { ...person, id: "c", name: "Carla", joinedOn: day("2020-01-01"), leftOn: day("2026-10-21") },
    ],
    assignment: [
      { id: "1", productId: "p", employeeId: "a", mailbox: null, startsOn: day("2026-11-03"), endsOn: null },
      {
        id: "2",
        productId: "p",
        employeeId: "b",
        mailbox: null,
        startsOn: day("2020-01-01"),
        endsOn: day("2026-11-01"),
      },
    ],
  };
  const changes = changesSince(roster, day("2026-10-22"), day("2026-11-22"));
  expect(changes.map(({ kind, who }) => `${kind} ${who}`)).toEqual([
    "joined Anna",
    "licence-given Anna",
    "left Bram",
    "licence-taken Bram",
  ]);
});
