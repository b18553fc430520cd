import { expect, test } from "vitest";

import type { Contract } from "#app/contracts/rules/contract.ts";
import { makeDraft } from "#app/contracts/rules/draft.ts";
import { indexPrice } from "#app/contracts/rules/indexation.ts";
import { marginOf } from "#app/contracts/rules/margin.ts";
import type { HeldItem } from "#app/contracts/rules/month-lines.ts";
import { decisionsAhead } from "#app/contracts/rules/renewals.ts";
import { day } from "#app/platform/day.ts";

const contract: Contract = {
  id: "k",
  name: "Werkplekbeheer",
  kind: "managed",
  currency: "EUR",
  startsOn: day("2025-01-01"),
  endsOn: null,
  termMonths: 24,
  renewal: "automatic",
  renewalMonths: 12,
  noticeMonths: 1,
  indexation: { kind: "rate", value: 310, month: 1, noticeDays: 30 },
  termEndsOn: null,
  terms: [],
  notice: null,
  versions: [
    {
      id: "v",
      effectiveOn: day("2025-01-01"),
      reason: null,
      madeBy: null,
      madeAt: "2025-01-01T00:00:00Z",
      included: [],
      excluded: [],
      sla: [],
      lines: [
        {
          id: "l",
          key: "seat",
          label: "Werkplek",
          counts: "seat",
          typeId: null,
          price: { unitMinor: 5000 },
          quantity: 1,
          minimum: 0,
          included: 0,
          rule: "daily",
          snapshotDay: 31,
          onceOn: null,
        },
      ],
    },
  ],
};
const seat = (subjectId: string, from: string, until: string | null, times = 1): HeldItem => ({
  kind: "seat",
  typeId: "t",
  subjectId,
  label: subjectId,
  times,
  from: day(from),
  until: until === null ? null : day(until),
  onStandard: null,
});
const held = [
  seat("s", "2025-01-01", null, 18),
  seat("l1", "2025-01-01", "2026-03-14"),
  seat("l2", "2025-01-01", "2026-09-30"),
  ...["2026-02-16", "2026-04-01", "2026-05-11", "2026-09-01", "2026-10-20"].map((from) =>
    seat(from, from, null),
  ),
];
const costs = new Map([["l", { licence: 2500, monitoring: 500, security: 500, outsourcing: 500 }]]);
const work = { hourMinor: 4500, requestMinor: 500, correctionMinor: 2500 };
const margin = (month: string, done = { minutes: 0, requests: 0, corrections: 0 }) => {
  const draft = makeDraft({ month, contracts: [contract], held, closed: [], adjustments: [], work: [] });
  return marginOf(draft.lines, [contract], costs, done, work);
};

test("the worked example: 10 a seat on paper, month by month to the cent, and what the work of a year leaves of it", () => {
  expect(margin("2026-01")).toMatchObject({ revenueMinor: 100_000, costMinor: 80_000, paperMinor: 20_000 });
  const months = Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, "0")}`);
  const year = months.map((month) => margin(month));
  expect(year.map(({ paperMinor }) => paperMinor)).toEqual([
    20_000, 20_464, 20_452, 21_000, 21_677, 22_000, 22_000, 22_000, 23_000, 22_387, 23_000, 23_000,
  ]);
  for (const { lines } of year)
    for (const { costs: parts, costMinor } of lines)
      expect(Object.values(parts).reduce((sum, one) => sum + one, 0)).toBe(costMinor);
  // A month of the year's work: 50 calls, 7 joiners and leavers, 30 tickets and 12 reports, two corrections.
  const real = margin("2026-01", { minutes: 255, requests: 7, corrections: 1 });
  expect(real).toMatchObject({
    hoursMinor: 19_125,
    requestsMinor: 3500,
    correctionsMinor: 2500,
    realMinor: -5125,
  });
});

test("a unit costs each day what the version in force says, whatever its price; a job costs what it cost on its day", () => {
  const [first] = contract.versions;
  const withJob = (id: string) =>
    (first?.lines ?? []).flatMap((line) => [
      { ...line, id: `seat-${id}` },
      { ...line, id: `job-${id}`, key: "job", label: "Klus", counts: "job" as const },
    ]);
  const versions = (["2025-01-01", "2026-11-16"] as const).flatMap((on) =>
    first ? [{ ...first, id: on, effectiveOn: day(on), lines: withJob(on) }] : [],
  );
  const changed = { ...contract, versions };
  const done = (on: string): HeldItem => ({ ...seat(on, on, on), kind: "job", typeId: "job" });
  const facts = { contracts: [changed], closed: [], adjustments: [], work: [] };
  const held = [seat("s", "2025-01-01", null, 10), done("2026-11-10"), done("2026-11-20")];
  const draft = makeDraft({ ...facts, month: "2026-11", held });
  const costOf = new Map([
    ["seat-2025-01-01", { licence: 4000 }],
    ["seat-2026-11-16", { licence: 2500, security: 501 }],
    ["job-2025-01-01", { other: 2000 }],
    ["job-2026-11-16", { other: 3000 }],
  ]);
  const found = marginOf(draft.lines, [changed], costOf, { minutes: 0, requests: 0, corrections: 0 }, work);
  // Fifteen days of thirty each: 20,000 + 15,005.
  expect(found.lines).toMatchObject([
    { revenueMinor: 50_000, costMinor: 35_005, costs: { licence: 32_500, security: 2505 } },
    { revenueMinor: 10_000, costMinor: 5000, costs: { other: 5000 } },
  ]);
});

test("an indexation raises each step of a list, rounded by itself", () => {
  expect(indexPrice({ unitMinor: 4995 }, { kind: "rate", value: 310 })).toEqual({ unitMinor: 5150 });
  const list = {
    mode: "graduated",
    steps: [
      { upTo: 10, unitMinor: 5000 },
      { upTo: null, unitMinor: 4000 },
    ],
  } as const;
  expect(indexPrice(list, { kind: "amount", value: 125 })).toEqual({
    mode: "graduated",
    steps: [
      { upTo: 10, unitMinor: 5125 },
      { upTo: null, unitMinor: 4125 },
    ],
  });
});

test("what is to be decided: notice, renewal, indexation and vendors' terms within the days asked for, the nearest first", () => {
  const terms = [
    { productId: "p", name: "Adobe", quantity: 4, endsOn: day("2026-12-20") },
    { productId: "q", name: "AutoCAD", quantity: 4, endsOn: day("2027-06-01") },
  ];
  expect(
    decisionsAhead([contract], terms, { today: day("2026-11-22") }).map(({ kind, on, inDays }) => [
      kind,
      on,
      inDays,
    ]),
  ).toEqual([
    ["last-notice", "2026-11-30", 8],
    ["vendor-term", "2026-12-20", 28],
    ["renews", "2027-01-01", 40],
    ["indexation", "2027-01-01", 40],
  ]);
  expect(decisionsAhead([contract], terms, { today: day("2026-11-22"), within: 10 })).toHaveLength(1);
});
