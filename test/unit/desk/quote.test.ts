import { describe, expect, test } from "vitest";

import type { Definition } from "#app/desk/rules/definition.ts";
import {
  isWeekday,
  proratedMinor,
  quoteFor,
  workdaysBetween,
  workdaysLater,
  type PricedProduct,
} from "#app/desk/rules/quote.ts";
import { decreaseWindow } from "#app/people/rules/decrease-window.ts";
import { day } from "#app/platform/day.ts";

const today = day("2026-11-30");

describe("days and prices", () => {
  test.each([
    ["2026-11-30", true],
    ["2026-11-28", false],
    ["2026-11-29", false],
    ["2023-12-29", true],
  ])("%s is a working day: %s", (text_, expected) => {
    expect(isWeekday(day(text_))).toBe(expected);
  });

  test("a working day after Friday is Monday", () => {
    expect(workdaysLater(day("2026-11-27"), 1)).toBe("2026-11-30");
    // Christmas is a Friday, and the weekend follows.
    expect(workdaysLater(day("2026-12-24"), 1, new Set(["2026-12-25"]))).toBe("2026-12-28");
    expect(workdaysBetween(day("2026-11-27"), day("2026-12-01"))).toBe(2);
  });

  test.each([
    ["2026-11-30", 3000, 100],
    ["2026-11-01", 3000, 3000],
    ["2026-12-01", 3000, 0],
    ["2026-11-16", 2160, 1080],
  ])("from %s, of %i a month: %i this month", (from, monthly, expected) => {
    expect(proratedMinor(monthly, day(from), today)).toBe(expected);
  });
});

describe("licences and their vendor's terms", () => {
  const text = { nl: "", de: "", en: "" };
  const item: Definition = {
    ...{ title: text, about: text, fields: [], askers: ["manager"], approval: [], verify: "never" },
    ...{ priceOnceMinor: 0, priceMonthlyMinor: 0, drawsMinutes: 0, days: 1, lines: [], effect: "licence" },
  };
  const terms = { termMonths: 12, decreaseDays: 7 };
  const product = (id: string, free: number, fresh: boolean): [string, PricedProduct] => [
    id,
    {
      ...{ id, priceMinor: 2160, free },
      windowFrom: (from) => decreaseWindow(terms, fresh ? day("2027-11-29") : day("2027-03-31"), from),
      windowOn: (on) => (fresh ? null : decreaseWindow(terms, day("2027-03-31"), on)),
    },
  ];
  const products = new Map([product("new", 0, true), product("more", 0, false), product("free", 1, false)]);
  const quoteOf = (answers: Record<string, string>, effect: "licence" | "leaver" = "licence") =>
    quoteFor(
      { ...item, effect },
      { person: "tom", ...answers },
      {
        ...{ currency: "EUR", today, products, seatStages: () => [] },
        heldAfter: () => ["more", "free", "new"],
      },
    );

  test.each([
    ["new", "2027-11-29", "2026-12-06"],
    ["more", "2027-03-31", undefined],
    ["free", null, undefined],
  ])("one more of %s is held to %s, and goes back until %s", (id, earliestEnd, returnUntil) => {
    const quote = quoteOf({ product: id, change: "add" });
    expect([quote.earliestEnd, quote.returnUntil, quote.saves]).toEqual([
      earliestEnd,
      returnUntil,
      undefined,
    ]);
  });

  test("one that is taken away, and those of somebody who leaves, save from the day on which there may be fewer", () => {
    expect(quoteOf({ product: "more", change: "remove" }).saves).toEqual([
      { from: "2027-04-01", monthlyMinor: 2160 },
    ]);
    expect(quoteOf({ product: "new", change: "remove" }).saves).toBe(undefined);
    expect(quoteOf({ lastDay: "2027-04-02" }, "leaver").saves).toEqual([
      { from: "2027-04-03", monthlyMinor: 4320 },
    ]);
  });
});
