import fc from "fast-check";
import { expect, test } from "vitest";

import { lastDayUndone, type Charge } from "#app/contracts/rules/charge.ts";
import { makeDraft, type ClosedMonth } from "#app/contracts/rules/draft.ts";
import { addToMonth, clip, daysIn, daysOf, firstDayOf, lastDayOf } from "#app/contracts/rules/month.ts";
import { findMonthBefore, invoicedFrom } from "#app/contracts/rules/open-months.ts";
import { ownPrice, proratedMinor } from "#app/desk/rules/quote.ts";
import { addDays, day, type Day } from "#app/platform/day.ts";

const aCharge = (more: Partial<Charge>): Charge => ({
  ...{ id: "k", requestId: "r", number: 12, title: "Scanner", part: "monthly", currency: "EUR" },
  ...{ amountMinor: 1000, startsOn: day("2026-11-21"), endsOn: null, ...more },
});
const facts = { contracts: [], held: [], adjustments: [], work: [] };
const amounts = (charges: Charge[], month: string, closed: ClosedMonth[] = []) =>
  makeDraft({ ...facts, month, charges, closed }).lines.map(({ amountMinor, correctsMonth }) => [
    amountMinor,
    correctsMonth,
  ]);

test("an amount once is in the month of its day alone; one a month counts by its days, as the quote said", () => {
  const once = aCharge({ id: "o", part: "once", amountMinor: 2500 });
  expect(["2026-10", "2026-11", "2026-12"].map((month) => amounts([once], month))).toEqual([
    [],
    [[2500, null]],
    [],
  ]);
  const monthly = aCharge({ endsOn: day("2027-01-10") });
  const quoted = proratedMinor(1000, monthly.startsOn, day("2026-11-20"));
  expect(
    ["2026-11", "2026-12", "2027-01", "2027-02"].map((month) => amounts([monthly], month).flat()[0]),
  ).toEqual([quoted, 1000, 323, undefined]);
});

test("what an item costs by itself is charged: seats and licences of the quote are the roster's", () => {
  expect(ownPrice({ currency: "EUR", onceMinor: 2500 }, { priceMonthlyMinor: 1000 })).toEqual({
    ...{ currency: "EUR", onceMinor: 2500, monthlyMinor: 1000 },
  });
});

test("a month with a charge has to be closed before a later one; a day of a month that was left out moves to the next closed one", () => {
  const before = (lastClosed: string | null, charge: Partial<Charge>) =>
    findMonthBefore({
      ...{ month: "2026-12", lastClosed, contracts: [], madeOn: new Map(), adjusted: [], work: [] },
      charges: [aCharge(charge)],
    });
  expect(before(null, {})).toBe("2026-11");
  expect(before("2026-11", {})).toBe(null);
  expect(before("2026-09", { part: "once", startsOn: day("2026-10-02") })).toBe("2026-10");
  expect(before("2026-09", { part: "once", startsOn: day("2026-12-02") })).toBe(null);
  expect(invoicedFrom(day("2026-10-15"), ["2026-10", "2026-11"])).toBe("2026-10-15");
  expect(invoicedFrom(day("2026-10-15"), ["2026-12", "2026-11"])).toBe("2026-11-01");
  expect(invoicedFrom(day("2026-12-15"), ["2026-11"])).toBe("2026-12-15");
});

test.each([
  ["once", "2026-11-20", "2026-12-05", null],
  ["monthly", "2026-11-20", "2026-12-05", "2026-12-04"],
  ["monthly", "2026-11-20", "2026-11-20", null],
  ["monthly", "2026-11-20", "2026-11-02", null],
] as const)("charged %s from %s, undone on %s: its last day is %s", (part, startsOn, on, last) => {
  expect(lastDayUndone({ part, startsOn: day(startsOn) }, day(on))).toBe(last);
});

const start = "2026-01";
const months = [0, 1, 2, 3, 4, 5].map((after) => addToMonth(start, after));
const laterMonths = [6, 7, 8, 9].map((after) => addToMonth(start, after));
const request = fc.record({
  /** The month in which it is completed, and how many days before its end. */
  made: fc.integer({ min: 0, max: 5 }),
  early: fc.nat(80),
  onceMinor: fc.nat(9999),
  monthlyMinor: fc.nat(9999),
  /** How many months later it is undone, and on which day of that month; never where it is null. */
  undone: fc.option(fc.record({ after: fc.nat(3), dayAt: fc.nat(27) })),
});

test("whatever is completed and undone, and when, the drafts sum to the quotes of what stands, and for a month to the days it was had", () => {
  fc.assert(
    fc.property(fc.array(request, { maxLength: 4 }), (requests) => {
      const closed: ClosedMonth[] = [];
      let standing: Charge[] = [];
      for (const [at, month] of [...months, ...laterMonths].entries()) {
        for (const [index, { made, early, onceMinor, monthlyMinor, undone }] of requests.entries()) {
          const startsOn = invoicedFrom(
            addDays(lastDayOf(month), -early),
            closed.map((one) => one.month),
          );
          const id = String(index);
          if (made === at) {
            const parts = [
              aCharge({ id: `o${id}`, requestId: id, part: "once", amountMinor: onceMinor, startsOn }),
              aCharge({ id: `m${id}`, requestId: id, amountMinor: monthlyMinor, startsOn }),
            ];
            standing.push(...parts.filter(({ amountMinor }) => amountMinor > 0));
          }
          if (undone && made + undone.after === at) {
            const on = addDays(firstDayOf(month), undone.dayAt);
            standing = standing.flatMap((charge) => {
              if (charge.requestId !== id) return [charge];
              const endsOn = lastDayUndone(charge, on);
              return endsOn === null ? [] : [{ ...charge, endsOn }];
            });
          }
        }
        // A month without a line is never closed; one with a line is, before any later one.
        const open = { ...facts, charges: standing, madeOn: new Map<string, Day>(), adjusted: [] };
        const before = (): string | null =>
          findMonthBefore({ ...open, month, lastClosed: closed.at(-1)?.month ?? null });
        for (let next = before() ?? month; ; next = before() ?? month) {
          const draft = makeDraft({ ...facts, month: next, charges: standing, closed });
          if (draft.lines.length > 0) closed.push(draft);
          if (next === month) break;
        }
      }
      const carried = ({ detail }: ClosedMonth["lines"][number]): boolean => detail.kind === "carry";
      const paid = closed
        .flatMap(({ lines }) => lines.filter((line) => !carried(line)))
        .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      const last = closed.at(-1)?.month ?? start;
      expect(paid).toBe(standing.reduce((sum, charge) => sum + owedOf(charge, last), 0));
    }),
    { numRuns: 150 },
  );
});

/** What a charge comes to until the end of a month, by a sum of its own. */
function owedOf({ part, amountMinor, startsOn, endsOn }: Charge, last: string): number {
  if (part === "once") return amountMinor;
  let sum = 0;
  for (let month: string = startsOn.slice(0, 7); month <= last; month = addToMonth(month, 1)) {
    const whole: { from: Day; until: Day } = { from: firstDayOf(month), until: lastDayOf(month) };
    const days = clip({ from: startsOn, until: endsOn }, whole);
    if (days) sum += Math.floor((amountMinor * daysOf(days)) / daysIn(month) + 0.5);
  }
  return sum;
}

test("what came into a closed month by a credit note alone, and is taken back, is given back by its request's name", () => {
  const closed = [{ month: "2026-10", totalMinor: 0, lines: [] }];
  const request = { id: "r", number: 12, label: "Scanner" };
  const credits = [{ month: "2026-10", key: "k", amountMinor: 3000, request }];
  const { lines } = makeDraft({ ...facts, month: "2026-11", charges: [], closed, credits });
  expect(lines).toMatchObject([
    {
      key: "k",
      label: "Scanner",
      amountMinor: -3000,
      correctsMonth: "2026-10",
      detail: { request: { number: 12 } },
    },
  ]);
});
