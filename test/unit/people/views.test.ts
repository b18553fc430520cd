import { expect, test } from "vitest";

import { day } from "#app/platform/day.ts";
import { licenceLines, licencesByHolder } from "#app/people/rules/holdings-view.ts";
import { findOdd } from "#app/people/rules/odd.ts";
import { asksAgain, nextQuarter, startOfQuarter } from "#app/people/rules/quarter.ts";
import { emptyRecords, type Roster } from "#app/people/rules/roster.ts";
import { oddLines, personLines, seatMarks, yearOf } from "#app/people/rules/roster-view.ts";

const today = day("2026-11-22");
const person = (id: string, leftOn: string | null = null) => ({
  id,
  name: id,
  email: null,
  department: "",
  location: "",
  joinedOn: day("2026-03-10"),
  leftOn: leftOn === null ? null : day(leftOn),
  userId: null,
});
const since = { startsOn: day("2026-03-10"), endsOn: null };
const roster: Roster = {
  ...emptyRecords,
  employee: [person("anna"), person("bob", "2026-10-31"), person("carl", "2026-11-22"), person("dora")],
  seat: [
    { id: "s1", seatTypeId: "t", number: 1, ...since },
    { id: "s2", seatTypeId: "t", number: 2, ...since },
    { id: "s3", seatTypeId: "t", number: 3, ...since },
  ],
  holding: [
    { id: "h1", seatId: "s1", seatTypeId: "t", employeeId: "anna", ...since },
    { id: "h2", seatId: "s2", seatTypeId: "t", employeeId: "bob", ...since },
    { id: "h3", seatId: "s3", seatTypeId: "t", employeeId: "carl", startsOn: since.startsOn, endsOn: today },
  ],
  assignment: [
    { id: "l1", productId: "p", employeeId: "bob", mailbox: null, ...since },
    { id: "l2", productId: "p", employeeId: "anna", mailbox: null, ...since },
    { id: "l3", productId: "p", employeeId: null, mailbox: "info@x.example", ...since },
  ],
  pools: [
    { productId: "p", quantity: 9, startsOn: day("2026-01-01"), termEndsOn: null },
    { productId: "p", quantity: 5, startsOn: day("2026-06-01"), termEndsOn: day("2027-05-31") },
    { productId: "p", quantity: 4, startsOn: day("2026-06-01"), termEndsOn: day("2027-05-31") },
    { productId: "p", quantity: 8, startsOn: day("2027-01-01"), termEndsOn: null },
  ],
};
const products = [
  {
    id: "p",
    name: "Premium",
    priceMinor: 2160,
    currency: "EUR",
    termMonths: 12,
    decreaseDays: 7,
    renews: true,
  },
];

test("a leaver who still holds something comes first, with its cost; somebody whose last day is today has not left", () => {
  expect(findOdd(roster, today).map(({ kind }) => kind)).toEqual([
    "leaver-licence",
    "leaver-seat",
    "no-seat",
  ]);
  expect(oddLines(roster, products, today)).toMatchObject([
    { kind: "leaver-licence", name: "bob", what: "Premium", monthlyMinor: 2160, since: "2026-10-31" },
    { kind: "leaver-seat", name: "bob", what: "2" },
    { kind: "no-seat", name: "dora" },
  ]);
  expect(findOdd(roster, day("2026-11-23")).map(({ kind }) => kind)).toContain("seat-empty");
});

test("more assigned than bought is odd too", () => {
  const short = { ...roster, pools: [{ ...roster.pools[0]!, quantity: 2 }] };
  expect(findOdd(short, today)).toContainEqual({ kind: "too-few", productId: "p", bought: 2, assigned: 3 });
});

test("the numbers of a licence: the row recorded last of a day counts, and free and leaver-held ones cost", () => {
  const [line] = licenceLines(roster, products, today, new Map([["p", 3]]));
  expect(line?.numbers).toEqual({
    productId: "p",
    inContract: 3,
    bought: 4,
    assigned: 3,
    people: 1,
    mailboxes: 1,
    leavers: 1,
    free: 1,
    monthlyMinor: 8640,
    unusedMinor: 4320,
  });
  expect(line?.termEndsOn).toBe("2027-05-31");
  expect(line?.holders.map(({ name, leftOn }) => [name, leftOn])).toEqual([
    ["bob", "2026-10-31"],
    ["anna", null],
    ["info@x.example", null],
  ]);
});

test("the specification by person: who has left first, then people, then mailboxes, each with what it costs a month", () => {
  const [line] = licenceLines(roster, products, today);
  if (!line) throw new Error("no licence");
  const other = { ...line.product, id: "q", name: "Visio", priceMinor: 500 };
  const anna = line.holders.filter(({ name }) => name === "anna");
  const found = licencesByHolder([line, { ...line, product: other, holders: anna }]);
  expect(found.map(({ name, products, monthlyMinor }) => [name, products.join(), monthlyMinor])).toEqual([
    ["bob", "Premium", 2160],
    ["anna", "Premium,Visio", 2660],
    ["info@x.example", "Premium", 2160],
  ]);
});

test("the picture of the seats, the states of people and the year", () => {
  expect(seatMarks(roster, today).map(({ state }) => state)).toEqual(["held", "leaver", "held"]);
  expect(personLines(roster, today).map(({ name, state }) => [name, state])).toEqual([
    ["anna", "at-work"],
    ["carl", "leaving"],
    ["dora", "at-work"],
    ["bob", "left"],
  ]);
  const year = yearOf(roster, today);
  expect(year.map(({ month }) => month).at(0)).toBe("2025-12-01");
  expect(year.find(({ month }) => month === "2026-03-01")).toMatchObject({ joined: 4, left: 0, atWork: 4 });
  expect(year.find(({ month }) => month === "2026-10-01")).toMatchObject({ joined: 0, left: 1, atWork: 3 });
  expect(year.at(-1)).toMatchObject({ left: 1, atWork: 3 });
});

test.each([
  ["2026-01-01", "2026-01-01", "2026-04-01", false],
  ["2026-01-21", "2026-01-01", "2026-04-01", false],
  ["2026-01-22", "2026-01-01", "2026-04-01", true],
  ["2026-03-31", "2026-01-01", "2026-04-01", true],
  ["2026-11-22", "2026-10-01", "2027-01-01", true],
])("the quarter of %s begins on %s and the next on %s; asked for again: %s", (of, start, next, again) => {
  expect(startOfQuarter(day(of))).toBe(start);
  expect(nextQuarter(day(of))).toBe(next);
  expect(asksAgain(day(of))).toBe(again);
});
