import { expect, test } from "vitest";

import { licenceDifferences } from "#app/people/rules/licence-differences.ts";
import { changesBetween } from "#app/people/rules/report-changes.ts";
import {
  emptyRecords,
  type Assignment,
  type DevicePeriod,
  type Employee,
  type Roster,
} from "#app/people/rules/roster.ts";
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

const person = (name: string, joinedOn: string, leftOn: string | null = null): Employee => ({
  ...{ id: name, name, email: null, department: "", location: "", userId: null },
  joinedOn: day(joinedOn),
  leftOn: leftOn === null ? null : day(leftOn),
});
const licence = (employeeId: string, startsOn: string, endsOn: string | null = null): Assignment => ({
  ...{ id: `of ${employeeId}`, productId: "p", employeeId, mailbox: null, startsOn: day(startsOn) },
  endsOn: endsOn === null ? null : day(endsOn),
});
const period = (id: string, startsOn: string, endsOn: string | null, inScope: boolean): DevicePeriod => ({
  ...{ id, deviceId: "d", employeeId: "Bram", onStandard: true, inScope, startsOn: day(startsOn) },
  endsOn: endsOn === null ? null : day(endsOn),
});
const rosterOf = (given: Partial<Roster>): Roster => ({ ...emptyRecords, pools: [], ...given });
const changes = (before: Roster, now: Roster, since = "2026-10-22") =>
  changesBetween({ roster: before, until: day(since) }, { roster: now, until: day("2026-11-22") }).map(
    ({ kind, who, was, is, told }) => `${kind} ${who}${was === null ? "" : `${was}-${is}`} ${told}`,
  );

const bram = person("Bram", "2020-01-01");
const then = rosterOf({ employee: [bram], assignment: [licence("Bram", "2020-01-01")] });

test.each([
  ["nothing", then, []],
  ["who came since", { ...then, employee: [bram, person("Anna", "2026-11-03")] }, ["joined Anna in-time"]],
  ["who will come", { ...then, employee: [bram, person("Anna", "2026-11-23")] }, []],
  [
    "a last day since",
    { ...then, employee: [person("Bram", "2020-01-01", "2026-11-01")] },
    ["left Bram in-time"],
  ],
  [
    "the day before was the last",
    { ...then, employee: [person("Bram", "2020-01-01", "2026-10-22")] },
    ["left Bram in-time"],
  ],
  ["a last day that is today", { ...then, employee: [person("Bram", "2020-01-01", "2026-11-22")] }, []],
  [
    "a last day of September that was recorded since",
    { ...then, employee: [person("Bram", "2020-01-01", "2026-09-25")] },
    ["left Bram late"],
  ],
  [
    "a licence that counts from before, recorded since",
    { ...then, assignment: [...then.assignment, licence("Anna", "2026-08-01")] },
    ["licence-given  late"],
  ],
  ["a licence that never was", { ...then, assignment: [] }, ["licence-given Bram withdrawn"]],
  [
    "a quantity bought",
    { ...then, pools: [{ productId: "p", quantity: 3, startsOn: day("2026-09-01"), termEndsOn: null }] },
    ["bought 0-3 late"],
  ],
  [
    "a device whose scope changed: its user stays",
    {
      ...then,
      period: [period("1", "2026-11-01", "2026-11-09", true), period("2", "2026-11-10", null, false)],
    },
    ["device-given Bram in-time"],
  ],
])("a report tells %s", (_, now, expected) => {
  expect(changes(then, now)).toEqual(expected);
});

test("what one report told, the next does not; of a client that is new, only what happened since is told", () => {
  const late = { ...then, employee: [person("Bram", "2020-01-01", "2026-09-25")] };
  expect(changes(late, late)).toEqual([]);
  expect(changes(rosterOf({}), { ...then, employee: [bram, person("Anna", "2026-11-03")] })).toEqual([
    "joined Anna in-time",
  ]);
});
