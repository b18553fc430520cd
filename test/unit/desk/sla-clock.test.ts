import { readFileSync } from "node:fs";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { runSlaCases } from "#app/commands/parts/sla-cases.ts";
import { clockState, pausesOf } from "#app/desk/rules/clock-facts.ts";
import { reachedAt, standingOf, usedUntil, type Span } from "#app/desk/rules/sla-clock.ts";

const results = runSlaCases(readFileSync("test/fixtures/sla.json", "utf8")) ?? [];

test.each(results)("the golden case $id", ({ expected, got }) => {
  expect(got).toBe(expected);
});

test("the file of golden cases is read as one", () => {
  expect(results).toHaveLength(16);
  expect(runSlaCases('{"cases": []}')).toBeNull();
});

const hour = 3_600_000;
/** Open for the first eight hours of each day since 1970. */
function* eightHours(from: number): Generator<Span> {
  const first = Math.floor(from / (24 * hour));
  for (let on = first; on < first + 400; on += 1) yield { from: on * 24 * hour, until: (on * 24 + 8) * hour };
}

describe("a clock", () => {
  const minutes = fc.integer({ min: 0, max: 10_000 }).map((value) => value * 60_000);
  const pause = fc.tuple(minutes, minutes).map(([from, lasts]) => ({ from, until: from + lasts }));

  test("used time at the instant where a time is reached is that time, whatever the pauses", () => {
    fc.assert(
      fc.property(minutes, fc.array(pause, { maxLength: 5 }), minutes, (startedAt, pauses, used) => {
        const facts = { open: eightHours, startedAt, pauses };
        const at = reachedAt(facts, used);
        expect(at).not.toBeNull();
        expect(usedUntil(facts, at ?? 0)).toBe(used);
      }),
    );
  });

  test("a pause more never brings the end nearer", () => {
    fc.assert(
      fc.property(
        minutes,
        fc.array(pause, { maxLength: 4 }),
        pause,
        minutes,
        (startedAt, pauses, more, used) => {
          const facts = { open: eightHours, startedAt, pauses };
          const later = reachedAt({ ...facts, pauses: [...pauses, more] }, used);
          expect(later).toBeGreaterThanOrEqual(reachedAt(facts, used) ?? Infinity);
        },
      ),
    );
  });

  test("while it pauses it has no end, and tells what is left; where its time was used up before, it has one", () => {
    const facts = { open: eightHours, startedAt: 0, pauses: [{ from: 3 * hour, until: null }] };
    expect(standingOf(facts, { targetMinutes: 240, warnMinutes: 60 })).toEqual({
      dueAt: null,
      warnAt: 3 * hour,
      leftMinutes: 60,
    });
    expect(standingOf(facts, { targetMinutes: 120, warnMinutes: 60 })).toMatchObject({
      dueAt: 2 * hour,
      leftMinutes: null,
    });
  });
});

describe("a request's states", () => {
  const states = [
    { at: 0, state: "new" },
    { at: 10, state: "waiting" },
    { at: 20, state: "in_progress" },
    { at: 30, state: "done" },
  ];

  test.each([
    ["resolution", states, [{ from: 10, until: 20 }]],
    ["response", states, []],
    ["response", [...states, { at: 50, state: "new" }], [{ from: 30, until: 50 }]],
    ["resolution", states.slice(0, 2), [{ from: 10, until: null }]],
    ["resolution", [{ at: 0, state: "a state of a later version" }], [{ from: 0, until: null }]],
  ] as const)("%s stands still where the MSP can't go on (%#)", (kind, changes, pauses) => {
    expect(pausesOf(kind, changes)).toEqual(pauses);
  });

  test("a promise is broken strictly after its end", () => {
    const dueAt = new Date(1000);
    const at = (value: number) => new Date(value);
    expect(clockState({ dueAt, metAt: at(1000) }, at(9000))).toBe("kept");
    expect(clockState({ dueAt, metAt: at(1001) }, at(9000))).toBe("broken");
    expect(clockState({ dueAt, metAt: null }, at(1001))).toBe("late");
    expect(clockState({ dueAt, metAt: null }, at(1000))).toBe("running");
    expect(clockState({ dueAt: null, metAt: null }, at(1000))).toBe("paused");
  });
});
