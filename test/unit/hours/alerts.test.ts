import fc from "fast-check";
import { expect, test } from "vitest";

import { alertMinutes, judgeAlerts, type WatchedAlert } from "#app/hours/rules/alerts.ts";

const facts = { postedMinutes: 100, thresholdMinutes: 120, lastBlockMinutes: 600 };
const alert = (more: Partial<WatchedAlert> = {}): WatchedAlert => ({
  id: "a",
  kind: "account",
  level: 0,
  openEpisodeId: null,
  ...more,
});

test.each([
  ["the account's own level", alert(), 120, 600],
  ["minutes", alert({ kind: "minutes", level: 45 }), 45, 600],
  ["a part of the last block, whole minutes down", alert({ kind: "percent", level: 33 }), 198, 600],
  ["a part of a block that never was", alert({ kind: "percent", level: 33 }), null, null],
] as const)("%s", (_name, given, expected, lastBlockMinutes) => {
  expect(alertMinutes(given, { ...facts, lastBlockMinutes })).toBe(expected);
});

test.each([
  [
    "at the level it speaks",
    { postedMinutes: 120 },
    null,
    { opens: [{ alertId: "a", levelMinutes: 120 }], closes: [] },
  ],
  ["a minute above it does not", { postedMinutes: 121 }, null, { opens: [], closes: [] }],
  ["once is enough", { postedMinutes: 0 }, "e", { opens: [], closes: [] }],
  ["above again it ends", { postedMinutes: 121 }, "e", { opens: [], closes: ["e"] }],
  [
    "an account that never had hours is quiet",
    { postedMinutes: 0, lastBlockMinutes: null },
    null,
    { opens: [], closes: [] },
  ],
  [
    "unless it owes",
    { postedMinutes: -1, lastBlockMinutes: null },
    null,
    { opens: [{ alertId: "a", levelMinutes: 120 }], closes: [] },
  ],
] as const)("%s", (_name, more, openEpisodeId, verdict) => {
  expect(judgeAlerts([alert({ openEpisodeId })], { ...facts, ...more })).toEqual(verdict);
});

test("whatever the balance does, letters and ends of episodes take turns", () => {
  const levels = fc.oneof(
    fc.constant(alert()),
    fc.integer({ min: 0, max: 900 }).map((level) => alert({ kind: "minutes", level })),
    fc.integer({ min: 1, max: 100 }).map((level) => alert({ kind: "percent", level })),
  );
  fc.assert(
    fc.property(levels, fc.array(fc.integer({ min: -300, max: 900 })), (one, balances) => {
      let open: string | null = null;
      for (const postedMinutes of balances) {
        const before: string | null = open;
        const { opens, closes }: ReturnType<typeof judgeAlerts> = judgeAlerts(
          [{ ...one, openEpisodeId: before }],
          { ...facts, postedMinutes },
        );
        expect(opens.length + closes.length).toBeLessThanOrEqual(1);
        if (opens.length > 0) expect(before).toBeNull();
        open = opens.length > 0 ? "e" : closes.length > 0 ? null : before;
        const level = alertMinutes(one, facts) ?? 0;
        expect(open !== null).toBe(postedMinutes <= level);
      }
    }),
  );
});
