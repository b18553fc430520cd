import fc from "fast-check";
import { expect, test } from "vitest";

import { clockEvents } from "#app/contracts/rules/clock-events.ts";
import type { ChangedTerms, Contract } from "#app/contracts/rules/contract.ts";
import { decisionsAhead } from "#app/contracts/rules/renewals.ts";
import { asOn, findTermsRefusal, lastNoticeFor, standingOn, termEndOn } from "#app/contracts/rules/terms.ts";
import { addDays, day, type Day } from "#app/platform/day.ts";
import { aContract } from "#test/unit/contracts/contract.ts";

const yearly: Contract = { ...aContract("2026-01-01", null), termMonths: 12, noticeMonths: 3 };

function terms(countsFrom: string, changes: Partial<ChangedTerms> = {}): ChangedTerms {
  return {
    ...{ id: countsFrom, countsFrom: day(countsFrom), termMonths: null, termEndsOn: day("2026-12-31") },
    ...{ endsWithTerm: false, renewal: "manual", renewalMonths: 12, noticeMonths: 1, indexation: null },
    ...{ reason: "R", madeBy: null, madeAt: "" },
    ...changes,
  };
}

const days = (contract: Contract, today: string) =>
  clockEvents(contract, day(today)).map(({ kind, on }) => `${kind} ${on}`);

test("the clock shows what is agreed: a renewal by hand moves the end, a notice period counts from its own day", () => {
  const renewed = { ...yearly, terms: [terms("2027-01-01", { termEndsOn: day("2027-12-31") })] };
  expect(days(renewed, "2026-12-01")).toEqual([
    "starts 2026-01-01",
    "terms 2027-01-01",
    "last-notice 2027-11-30",
    "term-ends 2027-12-31",
  ]);
  const shorter = { ...yearly, terms: [terms("2026-10-15")] };
  expect(days(shorter, "2026-09-01")).toContain("last-notice 2026-11-30");
  const longer = { ...yearly, noticeMonths: 1, terms: [terms("2026-11-15", { noticeMonths: 6 })] };
  expect(lastNoticeFor(longer, day("2026-12-31"), day("2026-09-01"))).toBe("2026-11-14");
  expect(
    termEndOn(standingOn({ ...renewed, renewal: "automatic" }, day("2028-03-01")), day("2028-03-01")),
  ).toBe("2027-12-31");
});

test("a term that ended without a decision stays on the list until the contract is renewed or ended", () => {
  const kinds = (contract: Contract, today: string) =>
    decisionsAhead([contract], [], { today: day(today) }).map(({ kind, inDays }) => [kind, inDays]);
  expect(kinds(yearly, "2027-03-01")).toEqual([["term-ends", -60]]);
  const renewed = { ...yearly, terms: [terms("2027-01-01", { termEndsOn: day("2027-12-31") })] };
  expect(kinds(renewed, "2027-03-01")).toEqual([]);
  expect(kinds({ ...yearly, endsOn: day("2027-02-28") }, "2027-03-01")).toEqual([]);
});

test("however terms are agreed, each day has one: those that began last, and they never overlap", () => {
  const asked = fc.record({
    seen: fc.constantFrom<"latest" | "older">("latest", "latest", "older"),
    at: fc.integer({ min: -10, max: 400 }),
    length: fc.integer({ min: -5, max: 800 }),
    renewal: fc.constantFrom<"none" | "manual" | "automatic">("none", "manual", "automatic"),
  });
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 12 }), (sequence) => {
      let contract: Contract = yearly;
      const today = day("2026-06-01");
      for (const { seen, at, length, renewal } of sequence) {
        const countsFrom = addDays(contract.startsOn, at);
        const termEndsOn = length < 0 ? null : addDays(countsFrom, length);
        const wanted = { countsFrom, termEndsOn, renewal, seen: contract.terms.at(-1)?.id ?? null };
        const refusal = findTermsRefusal(
          { ...wanted, seen: seen === "latest" ? wanted.seen : "another" },
          contract,
          { today, endsOn: contract.endsOn, isEnded: false },
        );
        if (refusal === null)
          contract = {
            ...contract,
            terms: [...contract.terms, { ...terms(countsFrom), termEndsOn, renewal, id: countsFrom }],
            endsOn: renewal === "none" ? termEndsOn : null,
          };
      }
      const from = contract.terms.map(({ countsFrom }) => countsFrom);
      expect(from).toEqual([...new Set(from)].sort());
      for (const [at, one] of contract.terms.entries()) {
        const until: Day = contract.terms[at + 1]?.countsFrom ?? addDays(one.countsFrom, 500);
        expect(asOn(contract, one.countsFrom)).toMatchObject({ termEndsOn: one.termEndsOn });
        expect(asOn(contract, addDays(until, -1))).toMatchObject({ renewal: one.renewal });
      }
    }),
  );
});
