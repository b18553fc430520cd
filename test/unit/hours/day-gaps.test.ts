import { expect, test } from "vitest";

import { gapsBetween } from "#app/hours/rules/day-gaps.ts";

test.each([
  ["nothing", [], []],
  ["one piece", [[540, 600]], []],
  [
    "two with a gap",
    [
      [660, 700],
      [540, 600],
    ],
    [[600, 660]],
  ],
  [
    "two that touch",
    [
      [540, 600],
      [600, 700],
    ],
    [],
  ],
  [
    "a pause too short to tell",
    [
      [540, 600],
      [614, 700],
    ],
    [],
  ],
  [
    "one inside another",
    [
      [540, 720],
      [560, 580],
      [740, 760],
    ],
    [[720, 740]],
  ],
] as const)("the gaps of %s", (_, work, gaps) => {
  const stretches = (all: readonly (readonly [number, number])[]) =>
    all.map(([from, until]) => ({ from, until }));
  expect(gapsBetween(stretches(work))).toEqual(stretches(gaps));
});
