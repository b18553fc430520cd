import { describe, expect, test } from "vitest";

import { columnsOf, importKinds, type ImportKind } from "#app/people/rules/import/columns.ts";
import { planDevice } from "#app/people/rules/import/plan-devices.ts";
import { planAssignment, planPool } from "#app/people/rules/import/plan-holdings.ts";
import { planPerson, planSeat } from "#app/people/rules/import/plan-people.ts";
import { isChange, planFile, type ImportContext, type PlannedFile } from "#app/people/rules/import/plan.ts";
import { setLeaving } from "#app/people/rules/employee-acts.ts";
import { applyChange, emptyRecords, type Records, type Roster } from "#app/people/rules/roster.ts";
import { day } from "#app/platform/day.ts";
import { readMailAddress } from "#app/platform/typed/mail-address.ts";

let made = 0;
const context: ImportContext = {
  today: day("2026-11-30"),
  currency: "EUR",
  products: [
    {
      id: "premium",
      vendor: "Microsoft",
      sku: "SPB",
      name: "Business Premium",
      priceMinor: 2160,
      costMinor: 1840,
      currency: "EUR",
      termMonths: 12,
    },
  ],
  seatTypes: [{ id: "seat", names: ["Werkplek", "Seat"] }],
  deviceKinds: new Map([
    ["laptop", "laptop"],
    ["server", "server"],
  ]),
  readMailAddress,
  newId: () => `id-${String(++made)}`,
};
const nothing: Roster = { ...emptyRecords, pools: [] };
const planOf = {
  people: planPerson,
  seats: planSeat,
  licences: planPool,
  assignments: planAssignment,
  devices: planDevice,
};

const plan = (kind: ImportKind, text: string, roster = nothing): PlannedFile =>
  planFile(text, kind, planOf[kind], { roster, context });

/** The roster after a file, which must have no errors. */
function after(kind: ImportKind, text: string, roster: Roster): Roster {
  const { errors, fileErrors, steps } = plan(kind, text, roster);
  expect([...fileErrors, ...errors]).toEqual([]);
  return steps.reduce<Roster>(
    (now, step) => ({
      ...step.changes.reduce<Records>(applyChange, now),
      pools: step.pool ? [...now.pools, step.pool] : now.pools,
    }),
    roster,
  );
}

const problems = (file: PlannedFile): string[] =>
  [...file.fileErrors, ...file.errors].map(
    (error) => `${error.line} ${"column" in error ? (error.column ?? "-") : "file"} ${error.problem}`,
  );

const files = {
  people:
    "naam;e-mailadres;in dienst;laatste dag\nAnna Bos;anna@a.example;1-3-2026;\nBob;;1-3-2026;14-4-2026\n",
  seats:
    "medewerker;soort werkplek;vanaf;t/m\nanna@a.example;Werkplek;1-3-2026;\nBob;Seat;1-3-2026;14-4-2026\n",
  licences: "artikelnummer;aantal;vanaf;prijs per maand\nSPB;2;1-3-2026;21,60\n",
  assignments:
    "artikelnummer;medewerker;gedeeld postvak;vanaf;t/m\nSPB;anna@a.example;;1-3-2026;\nSPB;;info@a.example;1-3-2026;1-5-2026\n",
  devices:
    "naam;soort;serienummer;vanaf;in contract;standaard;medewerker\nL1;Laptop;S1;1-3-2026;ja;nee;Anna Bos\n",
} satisfies Record<ImportKind, string>;

describe("files about a client's people", () => {
  test("each kind brings in what it says, and the same file again changes nothing", () => {
    let roster = nothing;
    for (const kind of importKinds) {
      roster = after(kind, files[kind], roster);
      expect(plan(kind, files[kind], roster).steps.filter(isChange), kind).toEqual([]);
    }
    expect(roster.employee.map(({ name, leftOn }) => [name, leftOn])).toEqual([
      ["Anna Bos", null],
      ["Bob", "2026-04-14"],
    ]);
    expect(roster.holding.map(({ endsOn }) => endsOn)).toEqual([null, "2026-04-14"]);
    expect(roster.assignment.map(({ mailbox, endsOn }) => [mailbox, endsOn])).toEqual([
      [null, null],
      ["info@a.example", "2026-05-01"],
    ]);
    expect(roster.period).toMatchObject([{ inScope: true, onStandard: false, startsOn: "2026-03-01" }]);
  });

  test("what differs is changed where it was, with the day from which it counts", () => {
    const people = after("people", files.people, nothing);
    const file = "name,email,joined,last day\nAnna Bakker,anna@a.example,2026-03-01,2026-12-31\n";
    const { steps } = plan("people", file, people);
    expect(steps).toMatchObject([{ isNew: false, onDay: "2026-12-31", label: "Anna Bakker" }]);
    expect(after("people", file, people).employee).toHaveLength(2);
  });

  test("a last day that is new ends what the person holds, as for any leaver; one that is known ends nothing again", () => {
    const kinds = ["people", "seats", "licences", "assignments", "devices"] as const;
    const roster = kinds.reduce((now, kind) => after(kind, files[kind], now), nothing);
    const anna = roster.employee.find(({ name }) => name === "Anna Bos");
    const file = "naam;e-mailadres;in dienst;laatste dag\nAnna Bos;anna@a.example;1-3-2026;30-11-2026\n";
    const { steps } = plan("people", file, roster);
    const ends = { onDay: "2026-11-30", seats: 1, licences: 1, rights: 0, devices: 1 };
    expect(steps).toMatchObject([{ isNew: false, onDay: "2026-11-30", ends }]);
    const left = after("people", file, roster);
    const asked = { leftOn: day("2026-11-30"), release: true, newId: context.newId };
    const byForm = setLeaving(roster, anna?.id ?? "", asked);
    const shown = ({ employee, seat, holding, assignment, right }: Records) => ({
      ...{ employee, seat, holding, assignment, right },
    });
    expect(shown(left)).toEqual(
      shown(byForm.ok ? byForm.value.reduce<Records>(applyChange, roster) : emptyRecords),
    );
    expect(left.holding.map(({ endsOn }) => endsOn).sort()).toEqual(["2026-04-14", "2026-11-30"]);
    const forgotten = { ...left, assignment: roster.assignment };
    expect(plan("people", file, forgotten).steps.filter(isChange)).toEqual([]);
    const before = file.replace("30-11-2026", "1-2-2026");
    expect(problems(plan("people", before, roster))).toEqual(["2 - leaves-before-joining"]);
  });

  test("a device that is known stays of its kind, which counts for every day that it had", () => {
    const known = after("devices", files.devices, after("people", files.people, nothing));
    const other = files.devices.replace("Laptop", "server");
    expect(problems(plan("devices", other, known))).toEqual(["2 kind kind-otherwise"]);
  });

  test("who comes back after leaving is somebody new", () => {
    const people = after("people", files.people, nothing);
    expect(plan("people", "naam;in dienst\nBob;1-9-2026\n", people).steps).toMatchObject([{ isNew: true }]);
  });

  const named = after("people", files.people, nothing);
  test.each([
    [
      "no person of that name",
      "seats",
      "medewerker;soort werkplek;vanaf\nCarla;Werkplek;1-3-2026",
      ["2 person person-unknown"],
    ],
    [
      "a wrong head",
      "people",
      "wie;wanneer\nAnna;1-3-2026",
      ["1 file column-missing", "1 file column-missing"],
    ],
    ["a formula", "people", "naam;in dienst\n=1+1;1-3-2026", ["2 name formula"]],
    ["a day that may be two", "people", "naam;in dienst\nAnna;3/4/2026", ["2 joined day-ambiguous"]],
    [
      "a leaver before the joiner",
      "people",
      "naam;in dienst;laatste dag\nEva;1-3-2026;1-2-2026",
      ["2 - leaves-before-joining"],
    ],
    [
      "overlapping seats",
      "seats",
      "medewerker;soort werkplek;vanaf\nAnna Bos;Seat;1-3-2026\nAnna Bos;Seat;1-4-2026",
      ["3 - has-seat"],
    ],
    [
      "the same line twice",
      "people",
      "naam;in dienst\nEva;1-3-2026\nFee;1-3-2026\nEva;1-3-2026",
      ["4 - line-twice"],
    ],
    [
      "half a licence",
      "licences",
      "artikelnummer;aantal;vanaf\nSPB;1,5;1-3-2026",
      ["2 quantity quantity-wrong"],
    ],
    [
      "less than none",
      "licences",
      "artikelnummer;aantal;vanaf\nSPB;-2;1-3-2026",
      ["2 quantity quantity-wrong"],
    ],
    [
      "another price",
      "licences",
      "artikelnummer;aantal;vanaf;prijs per maand\nSPB;2;1-3-2026;19,00",
      ["2 price price-differs"],
    ],
    [
      "a licence that nobody bought",
      "assignments",
      "artikelnummer;medewerker;vanaf\nSPB;Anna Bos;1-3-2026",
      ["2 - none-free"],
    ],
    [
      "neither yes nor no",
      "devices",
      "naam;soort;vanaf;in contract;standaard\nL1;laptop;1-3-2026;soms;ja",
      ["2 inScope yes-wrong"],
    ],
  ] as const)("%s is refused at its line", (_, kind, text, expected) => {
    expect(problems(plan(kind, text, named))).toEqual(expected);
  });

  test("100,000 lines are refused before any is read", () => {
    const text = `naam;in dienst\n${"Anna;1-3-2026\n".repeat(100_000)}`;
    expect(problems(plan("people", text))).toEqual(["1 file too-many-rows"]);
  });

  test("columns that are headed otherwise are read from where somebody says they are", () => {
    const text = "wie;wanneer\nEva;1-3-2026\n";
    const chosen = new Map([
      ["name", 0],
      ["joined", 1],
    ] as const);
    const file = planFile(text, "people", planPerson, { roster: nothing, context, chosen });
    expect(file.errors).toEqual([]);
    expect(file.steps).toMatchObject([{ label: "Eva", isNew: true }]);
  });

  test.each(importKinds)("%s: no two columns go by one name", (kind) => {
    const names = columnsOf(kind).flatMap((column) => [
      ...new Set(column.names.map((one) => one.toLowerCase())),
    ]);
    expect(names).toEqual([...new Set(names)]);
  });
});
