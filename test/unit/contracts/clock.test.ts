import fc from "fast-check";
import { expect, test } from "vitest";

import { clockOn, endAfterNotice, lastNoticeDay } from "#app/contracts/rules/clock.ts";
import { lastTermEnd } from "#app/contracts/rules/licences-in-contract.ts";
import { findVersionRefusal, spansOf } from "#app/contracts/rules/versions.ts";
import { addDays, addMonths, day, termEnd } from "#app/platform/day.ts";
import { aContract } from "#test/unit/contracts/contract.ts";

test.each([
  ["2026-02-01", 12, "2027-01-31"],
  ["2026-01-31", 1, "2026-02-28"],
  ["2028-02-29", 12, "2029-02-28"],
  ["2026-03-15", 12, "2027-03-14"],
  ["2020-08-01", 36, "2023-07-31"],
])("a term from %s of %i months ends on %s", (startsOn, months, endsOn) => {
  expect(termEnd(day(startsOn), months)).toBe(endsOn);
});

test("notice on the last day is in time, and a day later it is not", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 12 }), (at, months) => {
      const endsOn = addDays(day("2026-01-01"), at);
      const last = lastNoticeDay(endsOn, months);
      expect(addMonths(last, months) <= endsOn).toBe(true);
      expect(addMonths(addDays(last, 1), months) > endsOn).toBe(true);
    }),
  );
});

const term = { startsOn: day("2026-02-01"), termMonths: 36, renewalMonths: 12, noticeMonths: 3 };

test("the clock stands in the term of the day: the first, then each renewal, counted from the start", () => {
  expect(clockOn(term, "automatic", day("2026-12-31")).endsOn).toBe("2029-01-31");
  expect(clockOn(term, "automatic", day("2029-01-31")).endsOn).toBe("2029-01-31");
  expect(clockOn(term, "automatic", day("2029-02-01"))).toEqual({
    endsOn: "2030-01-31",
    lastNoticeOn: "2029-10-31",
    renewsOn: "2030-02-01",
  });
  expect(clockOn(term, "manual", day("2030-06-01")).endsOn).toBe("2029-01-31");
});

test("notice ends a contract at the term that it is still in time for", () => {
  expect(endAfterNotice(term, "automatic", day("2028-10-31"))).toBe("2029-01-31");
  expect(endAfterNotice(term, "automatic", day("2028-11-01"))).toBe("2030-01-31");
  expect(endAfterNotice(term, "none", day("2028-12-01"))).toBe("2029-01-31");
});

const asked = {
  effectiveOn: day("2026-05-01"),
  rules: ["daily" as const],
  lastClosedMonth: "2026-04",
  taken: [day("2026-01-01")],
  contract: { startsOn: day("2026-01-01"), endsOn: null },
};

test.each([
  [{}, null],
  [{ effectiveOn: day("2026-04-30") }, "month-closed"],
  [{ effectiveOn: day("2025-12-31") }, "before-start"],
  [{ effectiveOn: day("2026-05-15") }, null],
  [{ effectiveOn: day("2026-05-15"), rules: ["daily" as const, "peak" as const] }, "not-a-first"],
  [{ taken: [day("2026-05-01")] }, "day-taken"],
  [{ signedAfter: day("2026-04-30") }, null],
  [{ signedAfter: day("2026-05-01") }, "no-day-to-sign"],
  [{ contract: { startsOn: day("2026-01-01"), endsOn: day("2026-04-30") } }, "after-end"],
])("a version that is asked with %j: %s", (changes, refusal) => {
  expect(findVersionRefusal({ ...asked, ...changes })).toBe(refusal);
});

test("versions follow each other without a gap or a shared day, however they are listed", () => {
  const found = spansOf(
    [{ effectiveOn: day("2026-07-01") }, { effectiveOn: day("2026-01-01") }],
    day("2026-12-31"),
    (on) => addDays(on, -1),
  );
  expect(found).toEqual([
    { effectiveOn: "2026-01-01", until: "2026-06-30" },
    { effectiveOn: "2026-07-01", until: "2026-12-31" },
  ]);
});

test.each([
  [
    "2026-09-30",
    [
      ["2026-01-01", "2026-06-30"],
      ["2026-07-01", "2026-09-30"],
    ],
  ],
  ["2026-06-30", [["2026-01-01", "2026-06-30"]]],
  ["2026-05-31", [["2026-01-01", "2026-05-31"]]],
  ["2025-12-31", []],
])("no version outlives a contract that ends on %s, also one that was planned before", (endsOn, spans) => {
  const planned = [{ effectiveOn: day("2026-01-01") }, { effectiveOn: day("2026-07-01") }];
  const found = spansOf(planned, day(endsOn), (on) => addDays(on, -1));
  expect(found.map(({ effectiveOn, until }) => [effectiveOn, until])).toEqual(spans);
});

test("the last term of the contracts in force is what a licence's term stands beside", () => {
  const on = day("2026-11-22");
  const termed = { ...aContract("2025-01-01", null), termMonths: 12, renewal: "automatic" as const };
  expect(lastTermEnd([aContract("2026-01-01", null)], on)).toBeNull();
  expect(lastTermEnd([termed, aContract("2026-01-01", "2026-12-15")], on)).toBe("2026-12-31");
  expect(lastTermEnd([aContract("2025-01-01", "2026-10-31")], on)).toBeNull();
});
