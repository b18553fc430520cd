import fc from "fast-check";
import { expect, test } from "vitest";

import { answeredBy } from "#app/billing/rules/answered-refunds.ts";
import type { Reversal } from "#app/billing/rules/reversal.ts";

const at = (second: number) => new Date(Date.UTC(2026, 10, 30, 9, 0, second));
const task = (id: string, amountMinor: number, second: number) => ({ id, amountMinor, openedAt: at(second) });
const refund = (amountMinor: number, second: number, state = "succeeded"): Reversal => ({
  stripeId: `re_${second}`,
  kind: "refund",
  amountMinor,
  state,
  reason: null,
  dueAt: null,
  openedAt: at(second),
});

test.each([
  ["nothing went back", [task("a", 100, 5)], [], []],
  ["the amount went back later", [task("a", 100, 5)], [refund(100, 6)], ["a"]],
  ["in two parts", [task("a", 100, 5)], [refund(40, 6), refund(60, 7)], ["a"]],
  ["it went back before", [task("a", 100, 5)], [refund(100, 4)], []],
  ["the other one failed too", [task("a", 100, 5)], [refund(100, 6, "failed")], []],
  ["one refund for two tasks", [task("a", 100, 5), task("b", 100, 5)], [refund(100, 6)], ["a"]],
  ["the later task alone is small enough", [task("a", 100, 5), task("b", 30, 6)], [refund(30, 7)], ["b"]],
] as const)("%s", (_, tasks, reversals, answered) => {
  expect(answeredBy(tasks, reversals)).toEqual(answered);
});

test("never more is answered than went back", () => {
  const amount = fc.integer({ min: 1, max: 500 });
  const second = fc.integer({ min: 0, max: 59 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(amount, second), { maxLength: 6 }),
      fc.array(fc.tuple(amount, second), { maxLength: 6 }),
      (asked, back) => {
        const tasks = asked.map(([sum, since], index) => task(String(index), sum, since));
        const answered = answeredBy(
          tasks,
          back.map(([sum, when]) => refund(sum, when)),
        );
        const total = answered.reduce((sum, id) => sum + (tasks[Number(id)]?.amountMinor ?? 0), 0);
        expect(total).toBeLessThanOrEqual(back.reduce((sum, [one]) => sum + one, 0));
      },
    ),
  );
});
