import { describe, expect, test } from "vitest";

import type { AnswerProblem, Answers } from "#app/desk/rules/answers.ts";
import type { Definition, Field } from "#app/desk/rules/definition.ts";
import { differsFrom, findLeaverProblems, type LeaverFacts } from "#app/desk/rules/leaver.ts";
import { amountOf, quoteFor } from "#app/desk/rules/quote.ts";
import type { SeatStage } from "#app/desk/rules/seat-price.ts";
import { day, type Day } from "#app/platform/day.ts";

const text = { nl: "", de: "", en: "" };
const person: Field = { key: "person", type: "person", label: text, required: true };
const forwardTo: Field = { ...person, key: "forwardTo" };
const item: Definition = {
  title: text,
  about: text,
  fields: [person, forwardTo],
  askers: ["manager"],
  approval: [],
  verify: "never",
  priceOnceMinor: 0,
  priceMonthlyMinor: 0,
  drawsMinutes: 0,
  days: 1,
  lines: [],
  effect: "leaver",
};
const users = new Map([
  ["ruud", "u-ruud"],
  ["ilse", "u-ilse"],
]);
const facts: LeaverFacts = {
  userOf: (id) => users.get(id) ?? null,
  colleagues: [
    { userId: "u-ruud", role: "employee" },
    { userId: "u-ilse", role: "manager" },
  ],
  isLeaving: (id) => id === "mila",
};
const two: LeaverFacts = { ...facts, colleagues: [...facts.colleagues, { userId: "u-bo", role: "manager" }] };

type Case = [string, Answers, LeaverFacts, Record<string, AnswerProblem>];

describe("who leaves", () => {
  test.each<Case>([
    ["a colleague gets the mail", { person: "ruud", forwardTo: "ilse" }, facts, {}],
    ["they would get it", { person: "ruud", forwardTo: "ruud" }, facts, { forwardTo: "is-the-leaver" }],
    ["asked already", { person: "mila" }, facts, { person: "leaving-already" }],
    ["the one manager", { person: "ilse" }, facts, { person: "last-manager" }],
    ["one manager of two", { person: "ilse" }, two, {}],
    ["nobody named", {}, facts, {}],
  ])("%s", (_, answers, given, problems) => {
    expect(findLeaverProblems(item, answers, given)).toEqual(problems);
    expect(findLeaverProblems({ ...item, effect: "access" }, answers, given)).toEqual({});
  });

  test("is no choice for whom their mail goes to", () => {
    expect([person, forwardTo].map((field) => differsFrom(item, field))).toEqual([null, "person"]);
    expect(differsFrom({ effect: "access" }, forwardTo)).toBe(null);
  });

  test.each([
    ["2026-12-31", "2026-12-31"],
    ["2026-11-30", "2026-12-01"],
  ])("with the last day %s it is done by %s", (lastDay, doneBy) => {
    const quote = quoteFor(
      item,
      { person: "ruud", lastDay },
      {
        currency: "EUR",
        today: day("2026-11-30"),
        products: new Map(),
        seatStages: () => [],
        heldAfter: () => [],
      },
    );
    expect(quote.doneBy).toBe(doneBy);
  });
});

test("who joins is quoted the whole price from each day on, this month by its days, and approved at the dearest", () => {
  const seatStages = (_: string, from: Day): SeatStage[] => [
    { from, monthlyMinor: 3_000 },
    { from: day("2026-11-16"), monthlyMinor: 9_000 },
  ];
  const quote = quoteFor(
    { ...item, effect: "joiner", priceMonthlyMinor: 600 },
    { name: "Bo", startsOn: "2026-11-01", seatType: "desk" },
    { currency: "EUR", today: day("2026-11-01"), products: new Map(), seatStages, heldAfter: () => [] },
  );
  expect(quote).toMatchObject({
    monthlyMinor: 3_600,
    later: [{ from: "2026-11-16", monthlyMinor: 9_600 }],
    thisMonthMinor: 1_800 + 4_800,
  });
  expect(amountOf(quote)).toBe(9_600);
});
