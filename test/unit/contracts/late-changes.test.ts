import fc from "fast-check";
import { expect, test } from "vitest";

import { makeDraft, type ClosedMonth } from "#app/contracts/rules/draft.ts";
import { addToMonth, monthOf } from "#app/contracts/rules/month.ts";
import type { HeldItem } from "#app/contracts/rules/month-lines.ts";
import { addDays, day, type Day } from "#app/platform/day.ts";

import { aContract } from "./contract.ts";
import { differences, firstDifference, spanOf } from "./first-difference.ts";

const start = "2024-01";
const months = Array.from({ length: 8 }, (_, at) => addToMonth(start, at));
const contracts = [aContract("2024-01-01", null, "seat", 5000)];

type Row = { id: string; startsOn: Day; endsOn: Day | null };
const held = (rows: readonly Row[]): HeldItem[] =>
  rows.map(({ id, startsOn, endsOn }) => ({
    ...{ kind: "seat", typeId: "t", subjectId: id, label: id, times: 1, onStandard: null },
    ...{ from: startsOn, until: endsOn },
  }));

const ids = fc.constantFrom("a", "b", "c");
const days = fc.nat(250).map((at) => addDays(day("2023-12-20"), at));
const act = fc.oneof(
  fc.record({ id: ids, startsOn: days, lasts: fc.option(fc.nat(200)) }),
  fc.record({ id: ids, endsOn: fc.option(days) }),
  fc.record({ id: ids }),
);
type Act = { id: string; startsOn?: Day; lasts?: number | null; endsOn?: Day | null };

/** What an act makes of a row: a new one, its end on a day, or none. */
function changed(before: Row | null, { id, startsOn, lasts = null, endsOn }: Act): Row | null {
  if (startsOn) return { id, startsOn, endsOn: lasts === null ? null : addDays(startsOn, lasts) };
  if (endsOn === undefined) return null;
  return before && (endsOn === null || endsOn >= before.startsOn) ? { ...before, endsOn } : before;
}

/** What is recorded before each month is closed, whatever day it changes. */
const recorded = fc.array(fc.array(act, { maxLength: 2 }), { minLength: 9, maxLength: 9 });

test("whatever is recorded late, of however long ago, every month has been paid as it is known in the end", () => {
  fc.assert(
    fc.property(recorded, (acts) => {
      let rows: readonly Row[] = ["a", "b", "c"].map((id) => ({
        id,
        startsOn: day("2023-12-01"),
        endsOn: null,
      }));
      const closed: ClosedMonth[] = [];
      for (const [at, month] of [...months, addToMonth(start, months.length)].entries()) {
        const changedFrom: Day[] = [];
        for (const one of acts[at] ?? []) {
          const before = rows.find(({ id }) => id === one.id) ?? null;
          const next = changed(before, one);
          const from = firstDifference(before, next);
          if (from !== null) changedFrom.push(from);
          rows = [...rows.filter(({ id }) => id !== one.id), ...(next ? [next] : [])];
        }
        const last = closed.at(-1);
        const since = last ? [last.month, ...changedFrom.map(monthOf)] : [];
        const first = since.reduce((least, one) => (one < least ? one : least), month);
        closed.push(
          makeDraft({
            ...{ month, contracts, held: held(rows), adjustments: [], work: [] },
            closed: closed.filter((one) => one.month >= first),
          }),
        );
      }
      for (const month of months) {
        const { lines } = makeDraft({
          ...{ month, contracts, held: held(rows), closed: [], adjustments: [], work: [] },
        });
        const paid = closed
          .flatMap((one) => one.lines.map((line) => ({ ...line, of: line.correctsMonth ?? one.month })))
          .filter((line) => line.key !== null && line.of === month);
        const sum = (all: readonly { amountMinor: number }[]) =>
          all.reduce((total, { amountMinor }) => total + amountMinor, 0);
        expect([month, sum(paid)]).toEqual([month, sum(lines)]);
      }
    }),
    { numRuns: 40 },
  );
});

test.each(differences)("what %s differs from the first day that it touches", (_, before, after, expected) => {
  expect(firstDifference(spanOf(before), spanOf(after))).toBe(expected);
});
