import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  cutBlocks,
  cutOwed,
  miniBars,
  type Strip,
  type StripLot,
  stripMinutes,
} from "#app/hours/rules/strips.ts";

const lot = (change: Partial<StripLot> = {}): StripLot => ({
  label: "10",
  totalMinutes: 600,
  usedReactiveMinutes: 0,
  usedProactiveMinutes: 0,
  pendingMinutes: 0,
  remainingMinutes: 600,
  expiredMinutes: 0,
  ...change,
});

const spell = (strip: Strip): string =>
  strip.parts.map((part) => `${part.kind} ${part.minutes}`).join(", ") +
  (strip.punch ? ` (${strip.punch})` : "");

describe("cutBlocks", () => {
  it.each<[string, Partial<StripLot>, string[]]>([
    ["fresh", { totalMinutes: 120, remainingMinutes: 120 }, ["left 60", "left 60"]],
    ["a short last strip", { totalMinutes: 90, remainingMinutes: 90 }, ["left 60", "left 30"]],
    [
      "part used",
      { totalMinutes: 120, usedReactiveMinutes: 20, remainingMinutes: 100 },
      ["asked 20, left 40", "left 60"],
    ],
    [
      "split by majority",
      { totalMinutes: 60, usedReactiveMinutes: 20, usedProactiveMinutes: 40, remainingMinutes: 0 },
      ["asked 20, prevented 40 (prevented)"],
    ],
    [
      "a tie counts as asked for",
      { totalMinutes: 60, usedReactiveMinutes: 30, usedProactiveMinutes: 30, remainingMinutes: 0 },
      ["asked 30, prevented 30 (asked)"],
    ],
    [
      "not posted",
      { totalMinutes: 120, usedReactiveMinutes: 20, pendingMinutes: 35, remainingMinutes: 100 },
      ["asked 20, pending 35, left 5", "left 60"],
    ],
    [
      "more pending than left",
      { totalMinutes: 60, usedReactiveMinutes: 40, pendingMinutes: 50, remainingMinutes: 20 },
      ["asked 40, pending 20"],
    ],
    [
      "lapsed",
      { totalMinutes: 120, usedReactiveMinutes: 60, expiredMinutes: 60, remainingMinutes: 0 },
      ["asked 60 (asked)", "expired 60"],
    ],
    [
      "on its way",
      { totalMinutes: 120, remainingMinutes: 0, onItsWay: true },
      ["on-its-way 60", "on-its-way 60"],
    ],
  ])("%s", (_, change, strips) => {
    expect(cutBlocks([lot(change)])[0]?.strips.map(spell)).toEqual(strips);
  });

  it("warns of expiry only while something is left to lose", () => {
    const used = lot({ expiresSoon: true, usedReactiveMinutes: 600, remainingMinutes: 0 });
    expect(cutBlocks([lot({ expiresSoon: true }), used]).map((block) => block.expiring)).toEqual([
      true,
      false,
    ]);
  });

  it("keeps every minute", () => {
    fc.assert(
      fc.property(
        fc.nat(3000),
        fc.nat(3000),
        fc.nat(3000),
        fc.nat(3000),
        (asked, prevented, expired, left) => {
          const totalMinutes = asked + prevented + expired + left;
          const [block] = cutBlocks([
            lot({
              totalMinutes,
              usedReactiveMinutes: asked,
              usedProactiveMinutes: prevented,
              expiredMinutes: expired,
              remainingMinutes: left,
            }),
          ]);
          const strips = block?.strips ?? [];
          expect(strips).toHaveLength(Math.ceil(totalMinutes / stripMinutes(totalMinutes)));
          expect(strips.reduce((sum, strip) => sum + strip.minutes, 0)).toBe(totalMinutes);
        },
      ),
    );
  });
});

it.each([
  [600, 10, 10],
  [40 * 60, 40, 40],
  [100 * 60, 20, 100],
  [1000 * 60, 100, 1000],
])("a block of %i minutes is %i strips, the last of which ends at hour %i", (totalMinutes, count, last) => {
  const strips = cutBlocks([lot({ totalMinutes, remainingMinutes: totalMinutes })])[0]?.strips;
  expect(strips).toHaveLength(count);
  expect(strips?.at(-1)?.number).toBe(last);
});

describe("cutOwed", () => {
  it.each([
    [0, []],
    [-5, []],
    [25, ["owed 25"]],
    [85, ["owed 60", "owed 25"]],
  ])("%i minutes", (minutes, strips) => {
    expect(cutOwed(minutes).map(spell)).toEqual(strips);
  });
});

describe("miniBars", () => {
  const shares = (lots: StripLot[], owed = 0) =>
    miniBars(lots, owed).map((bar) => `${bar.kind} ${bar.share.toFixed(2)}`);

  it("shows one bar an hour while ten are enough", () => {
    const bars = shares([lot({ totalMinutes: 180, usedReactiveMinutes: 80, remainingMinutes: 100 })]);
    expect(bars).toEqual(["left 0.00", "left 0.67", "left 1.00"]);
  });

  it("sets what is owed at the left, its part-filled bar outermost", () => {
    const bars = shares([lot({ totalMinutes: 120, usedReactiveMinutes: 120, remainingMinutes: 0 })], 85);
    expect(bars).toEqual(["owed 0.42", "owed 1.00", "left 0.00", "left 0.00"]);
  });

  it("never draws more than ten", () => {
    fc.assert(
      fc.property(
        fc.nat(20_000),
        fc.nat(20_000),
        fc.nat(2_000),
        fc.boolean(),
        (total, left, owed, coming) => {
          const remainingMinutes = Math.min(left, total);
          const bars = miniBars(
            [
              lot({ totalMinutes: total, remainingMinutes }),
              lot({ onItsWay: coming, remainingMinutes: coming ? 0 : 600 }),
            ],
            owed,
          );
          expect(bars.length).toBeLessThanOrEqual(10);
          expect(bars.every((bar) => bar.share >= 0 && bar.share <= 1)).toBe(true);
        },
      ),
    );
  });
});
