import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { contractsBeside } from "#app/conversion/rules/beside.ts";
import { keptResponses } from "#app/conversion/rules/afterwards.ts";
import {
  costOf,
  leastOf,
  priceOf,
  quantityOf,
  usualLeast,
  type ProposalLine,
} from "#app/conversion/rules/proposal.ts";
import { defaultRadar, scoreClient, type RadarFacts } from "#app/conversion/rules/radar.ts";
import { breakEvenMinutes, marginOf, replayYear, type PastEntry } from "#app/conversion/rules/replay.ts";
import { isOver, proposalStates, stateAfter, type ProposalAct } from "#app/conversion/rules/state.ts";
import { day } from "#app/platform/day.ts";
import { priceOfMinutes } from "#app/platform/money.ts";

const months = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, "0")}`);

function entry(changes: Partial<PastEntry> = {}): PastEntry {
  return {
    id: "e",
    on: day("2026-03-04"),
    requestId: "r",
    workTypeId: "inside",
    free: false,
    workedMinutes: 60,
    billableMinutes: 60,
    paidMinor: 8500,
    unpaidMinutes: 0,
    ...changes,
  };
}

describe("the replay", () => {
  test.each([
    ["work of a type that is covered", entry(), "type-covered", true, 0],
    ["work of another type", entry({ workTypeId: "outside" }), "type-outside", false, 9500],
    ["a project, whatever its type", entry({ requestId: "project" }), "project", false, 9500],
    [
      "work that was free",
      entry({ free: true, workTypeId: "outside", billableMinutes: 0, paidMinor: 0 }),
      "free",
      true,
      0,
    ],
  ] as const)("tells why: %s", (_, one, why, covered, outsideMinor) => {
    const replay = replayYear({
      entries: [one],
      covers: ["inside"],
      outsideRequests: ["project"],
      monthlyMinor: 100_000,
      perHourMinor: 9500,
      months,
    });
    expect(replay.rows[0]).toMatchObject({ why, covered, outsideMinor });
  });

  test("of the worked year: 96:10 inside and 7:25 outside against 1,000.00 a month", () => {
    const replay = replayYear({
      entries: [
        entry({ id: "a", workedMinutes: 5770, billableMinutes: 5770, paidMinor: priceOfMinutes(5770, 8500) }),
        entry({
          id: "b",
          workTypeId: "outside",
          workedMinutes: 445,
          billableMinutes: 445,
          paidMinor: 63_041,
        }),
      ],
      covers: ["inside"],
      outsideRequests: [],
      monthlyMinor: 100_000,
      perHourMinor: 9500,
      months,
    });
    expect(replay).toMatchObject({ drawnMinor: 880_458, managedMinor: 1_200_000, outsideMinor: 70_458 });
    expect(replay.managedMinor + replay.outsideMinor - replay.drawnMinor).toBe(390_000);
    const margin = marginOf({
      monthlyMinor: 100_000,
      monthlyCostMinor: 80_000,
      workedMinutes: replay.coveredWorkedMinutes,
      labourCostMinor: 4200,
      requests: 0,
      requestMinor: 500,
      months: 12,
    });
    expect(margin).toMatchObject({ isStated: true, marginMinor: -163_900, perHourMinor: 2496 });
  });

  test.each([
    [12, true, 42_000],
    [4, true, 126_000],
    [3, true, 168_000],
    [2, false, 42_000],
    [0, false, 42_000],
  ])("ten hours of work in %i months cost a year of it, from three months on", (count, isStated, labour) => {
    const facts = { monthlyMinor: 100_000, monthlyCostMinor: 60_000, workedMinutes: 600 };
    const noRequests = { requests: 0, requestMinor: 500 };
    expect(marginOf({ ...facts, ...noRequests, labourCostMinor: 4200, months: count })).toMatchObject({
      ...{ months: count, isStated, labourMinor: labour, marginMinor: 480_000 - labour },
    });
  });

  test("adds up: months are the year, inside and outside all minutes, and parts the price of the whole", () => {
    const any = fc.record({
      month: fc.integer({ min: 1, max: 12 }),
      inside: fc.boolean(),
      minutes: fc.integer({ min: 0, max: 600 }),
      paid: fc.integer({ min: 0, max: 100_000 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (all) => {
        const entries = all.map(({ month, inside, minutes, paid }, at) =>
          entry({
            id: String(at),
            on: day(`2026-${String(month).padStart(2, "0")}-05`),
            workTypeId: inside ? "inside" : "outside",
            billableMinutes: minutes,
            workedMinutes: minutes,
            paidMinor: paid,
          }),
        );
        const replay = replayYear({
          entries,
          covers: ["inside"],
          outsideRequests: [],
          monthlyMinor: 7,
          perHourMinor: 9500,
          months,
        });
        const sum = (of: (month: (typeof replay.months)[number]) => number) =>
          replay.months.reduce((total, one) => total + of(one), 0);
        expect(sum(({ drawnMinor }) => drawnMinor)).toBe(replay.drawnMinor);
        expect(sum(({ outsideMinor }) => outsideMinor)).toBe(replay.outsideMinor);
        expect(replay.outsideMinor).toBe(priceOfMinutes(replay.outsideMinutes, 9500));
        expect(replay.coveredMinutes + replay.outsideMinutes).toBe(
          all.reduce((total, { minutes }) => total + minutes, 0),
        );
      }),
    );
  });

  test.each([
    [100_000, 8500, 706],
    [100_000, 9500, 632],
    [39_500, 9500, 250],
  ])("%i a month costs no more than hours at %i from %i minutes on", (monthly, perHour, minutes) => {
    expect(breakEvenMinutes(monthly, perHour)).toBe(minutes);
    expect(priceOfMinutes(minutes, perHour)).toBeGreaterThanOrEqual(monthly);
    expect(priceOfMinutes(minutes - 1, perHour)).toBeLessThan(monthly);
  });
});

test("seat numbers count for seat lines alone; one-off lines are no month's", () => {
  const line = (changes: Partial<ProposalLine>): ProposalLine => ({
    key: "seat",
    label: "Seat",
    counts: "seat",
    typeId: null,
    unitMinor: 5000,
    quantity: 20,
    perSeat: true,
    ...changes,
  });
  const lines = [
    line({}),
    line({ key: "server", counts: "fixed", perSeat: false, quantity: 1 }),
    line({ key: "start", counts: "once", perSeat: false, quantity: 1 }),
  ];
  const seats = { seat: 22, server: 9 };
  expect(priceOf({ lines }, seats)).toEqual({ monthlyMinor: 115_000, onceMinor: 5000 });
  expect(costOf({ lines }, seats, { seat: { licence: 2500, monitoring: 500 }, start: { other: 1 } })).toBe(
    66_000,
  );
  expect(lines.map((one) => quantityOf(one, seats))).toEqual([22, 1, 1]);
});

test("first answers count by the promise of their priority, over all months", () => {
  const group = (month: string, priority: "high" | "low", kept: number, all: number) => ({
    ...{ month, priority, response: { kept, all }, resolution: { kept: 0, all: 9 } },
  });
  const groups = [
    group("2026-12", "high", 1, 2),
    group("2026-11", "high", 3, 3),
    group("2026-11", "low", 0, 1),
  ];
  const promised = [
    { priority: "high" as const, responseMinutes: 60 },
    { priority: "normal" as const, responseMinutes: 240 },
    { priority: "low" as const, responseMinutes: null },
  ];
  expect(keptResponses(promised, groups)).toEqual([
    { priority: "high", promisedMinutes: 60, all: 5, kept: 4 },
    { priority: "normal", promisedMinutes: 240, all: 0, kept: 0 },
  ]);
});

describe("a proposal's state", () => {
  const acts: ProposalAct[] = [
    "edit",
    "send",
    "withdraw",
    "accept",
    "decline",
    "reconsider",
    "sign",
    "cancel",
    "close",
    "activate",
  ];

  test("never leaves an end", () => {
    for (const state of proposalStates.filter(isOver))
      for (const act of acts) expect(stateAfter(state, act)).toBeNull();
  });

  test("comes into force through signing and closing alone, and is cancelled until it is in force", () => {
    expect(proposalStates.filter((state) => stateAfter(state, "activate"))).toEqual(["closing"]);
    expect(proposalStates.filter((state) => stateAfter(state, "close"))).toEqual(["signed", "closing"]);
    expect(proposalStates.filter((state) => stateAfter(state, "sign"))).toEqual(["accepted"]);
    expect(proposalStates.filter((state) => stateAfter(state, "cancel"))).toEqual(["signed", "closing"]);
  });
});

describe("the radar", () => {
  const facts: RadarFacts = {
    months: 6,
    burnMinor: 300_000,
    burnMinutes: 1895,
    requests: 30,
    seats: 10,
    hasRoster: true,
    owedMinutes: 0,
    overdueOrders: 0,
    devices: 10,
    devicesOnStandard: 8,
    ready: 8,
    readyOf: 8,
    perHourMinor: 9500,
    currency: "EUR",
    ownCurrency: "EUR",
  };

  test.each([
    ["all is there", {}, "ripe", 10],
    ["hours burnt a cent below the price", { burnMinor: 299_994 }, "soon", 8],
    ["work in arrears", { owedMinutes: 1 }, "soon", 8],
    ["an invoice that is overdue", { overdueOrders: 1 }, "soon", 8],
    ["hardly any use", { burnMinor: 60_000 }, "not-yet", 6],
    ["two months alone", { months: 2 }, "unknown", null],
    ["nobody with a seat", { seats: 0 }, "unknown", null],
    ["another currency", { currency: "GBP" }, "unknown", 6],
  ] as const)("says %s", (_, changes, verdict, points) => {
    const score = scoreClient({ ...facts, ...changes }, defaultRadar);
    expect(score.verdict).toBe(verdict);
    if (points !== null) expect(score.points).toBe(points);
    expect(score.points).toBe(score.rows.reduce((sum, row) => sum + row.points, 0));
  });
});

test.each([
  [1, 1],
  [2, 1],
  [5, 4],
  [20, 16],
  [21, 17],
])("of %i seats offered a client takes at least %i where its maker says nothing", (offered, least) => {
  expect(usualLeast(offered)).toBe(least);
});

test("a line of an older version asks for one seat", () => {
  expect([leastOf({}), leastOf({ least: 16 })]).toEqual([1, 16]);
});

test("a start ends prepaid and time-and-material contracts on the day before, and leaves managed ones beside it", () => {
  const one = (name: string, kind: "managed" | "prepaid" | "break_fix", endsOn: string | null = null) => ({
    ...{ id: name, name, kind },
    endsOn: endsOn === null ? null : day(endsOn),
  });
  const contracts = [
    one("card", "prepaid"),
    one("hours", "break_fix", "2027-06-30"),
    one("old", "managed"),
    one("short", "managed", "2027-03-31"),
    one("over", "managed", "2026-12-31"),
    one("own", "managed"),
  ];
  expect(contractsBeside(contracts, { startsOn: day("2027-01-01"), exceptId: "own" })).toEqual([
    { name: "card", fate: "ends", lastOn: "2026-12-31" },
    { name: "hours", fate: "ends", lastOn: "2026-12-31" },
    { name: "old", fate: "stays", lastOn: null },
    { name: "short", fate: "stays", lastOn: "2027-03-31" },
  ]);
});
