import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { addDays, addMonths, day } from "#app/platform/day.ts";
import { ok, refuse } from "#app/platform/result.ts";
import { readAmount } from "#app/platform/typed/amount.ts";
import { dayOrNull, firstTypedDay, lastTypedDay, readDay } from "#app/platform/typed/day.ts";
import { longestTyped } from "#app/platform/typed/decimal.ts";
import { readDuration } from "#app/platform/typed/duration.ts";
import { pageNumberIn, readQuantity } from "#app/platform/typed/quantity.ts";
import { dayIn, startOfDay } from "#app/platform/zone.server.ts";

const none = "not-understood";
const two = "ambiguous";
const answerOf = (expected: number | string) =>
  typeof expected === "number"
    ? ok(expected)
    : expected === none || expected === two
      ? refuse(expected)
      : ok(expected);

describe("an amount", () => {
  test.each<[string, number | string]>([
    ["475", 47_500],
    ["475,00", 47_500],
    ["475.5", 47_550],
    ["0,05", 5],
    ["0", 0],
    [" 7 ", 700],
    ["1.149,50", 114_950],
    ["1,149.50", 114_950],
    ["1 149,50", 114_950],
    ["1\u00a0149,50", 114_950],
    ["1\u202f149,50", 114_950],
    ["1'149.50", 114_950],
    ["1’149.50", 114_950],
    ["1.234.567", 123_456_700],
    ["1.234.567,89", 123_456_789],
    ["1 250", 125_000],
    ["€ 45,95", 4595],
    ["45,95 €", 4595],
    ["EUR 45.95", 4595],
    ["45.95 eur", 4595],
    ["12345678", 1_234_567_800],
    // One point or comma with three digits behind it is thousands to some and thousandths to others.
    ["1.250", two],
    ["1,250", two],
    ["95,005", two],
    ["0.500", two],
    ["1234.567", two],
    ["1.250,000", two],
    ["1,250.000", two],
    ["", none],
    ["€", none],
    ["-5", none],
    ["+5", none],
    ["5-", none],
    ["5,", none],
    [",5", none],
    ["1,2,3", none],
    ["1.14950", none],
    ["0.250.000", none],
    ["12.34.567", none],
    ["1.250.00", none],
    ["50,000.1.2", none],
    ["12 50", none],
    ["1  250", none],
    ["1e3", none],
    ["0x10", none],
    ["١٢", none],
    ["gratis", none],
    ["1".repeat(longestTyped + 1), none],
  ])("%j is %s", (typed, expected) => {
    expect(readAmount(typed)).toEqual(answerOf(expected));
  });

  test("is read as what it was, whatever way it is written, or not at all", () => {
    const writings = [
      (minor: number) => (minor / 100).toFixed(2),
      (minor: number) => (minor / 100).toFixed(2).replace(".", ","),
      ...["nl", "de", "en", "de-CH", "fr"].map((locale) => {
        const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
        return (minor: number) => format.format(minor / 100);
      }),
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (minor) => {
        for (const write of writings) expect(readAmount(write(minor))).toEqual(ok(minor));
      }),
    );
  });

  test("with one sign and three digits behind it is never read", () => {
    const part = fc.integer({ min: 0, max: 999 });
    fc.assert(
      fc.property(fc.nat(9999), part, fc.constantFrom(".", ","), (whole, last, sign) => {
        expect(readAmount(`${whole}${sign}${String(last).padStart(3, "0")}`)).toEqual(refuse(two));
      }),
    );
  });
});

describe("a duration", () => {
  test.each<[string, number | string]>([
    ["0:35", 35],
    ["35", 35],
    ["0u35", 35],
    ["90", 90],
    [" 1:20 ", 80],
    ["1:20 uur", 80],
    ["12:30:00", 750],
    ["1u", 60],
    ["1 u 5", 65],
    ["1  uur   20 min", 80],
    ["2 Std. 5", 125],
    ["2 Std 5 Min.", 125],
    ["1 Stunde 30 Minuten", 90],
    ["1h20", 80],
    ["35m", 35],
    ["35 min", 35],
    ["1 minuut", 1],
    ["1,5", 90],
    ["1.5", 90],
    ["1.50", 90],
    ["1,50", 90],
    ["1.25", 75],
    ["1.30", 78],
    ["0,01", 1],
    ["0.5 uur", 30],
    ["1,5 Std.", 90],
    ["1.234,5", 74_070],
    ["0", 0],
    ["1:5", two],
    ["0:5", two],
    ["1.500", two],
    ["", none],
    ["abc", none],
    ["1:75", none],
    ["1:20:30", none],
    ["1 u 75", none],
    ["-5", none],
    ["1:2:3", none],
    ["u20", none],
    ["1,25,3", none],
    ["1,5 min", none],
    ["1:", none],
    [":30", none],
    ["1.5u20", none],
    [`1:${" ".repeat(longestTyped)}x`, none],
  ])("%j is %s minutes where work is logged", (typed, expected) => {
    expect(readDuration(typed, "minutes")).toEqual(answerOf(expected));
  });

  test.each<[string, number | string]>([
    ["3", 180],
    ["40", 2400],
    ["1 000", 60_000],
    ["0", 0],
    ["1,5", 90],
    ["1.50", 90],
    ["0:35", 35],
    ["45 min", 45],
    ["3 u", 180],
    ["1.000", two],
  ])("%j is %s minutes where a bare number means hours", (typed, expected) => {
    expect(readDuration(typed, "hours")).toEqual(answerOf(expected));
  });

  test("reads back every clock time, and every quarter of an hour however it is written", () => {
    fc.assert(
      fc.property(fc.nat(99_999), fc.nat(59), fc.constantFrom("minutes", "hours"), (hours, minutes, bare) => {
        expect(readDuration(`${hours}:${String(minutes).padStart(2, "0")}`, bare)).toEqual(
          ok(hours * 60 + minutes),
        );
      }),
    );
    fc.assert(
      fc.property(fc.nat(999), fc.nat(3), fc.constantFrom(".", ","), (hours, quarters, sign) => {
        const typed = `${hours}${sign}${["00", "25", "50", "75"][quarters]}`;
        expect(readDuration(typed, "minutes")).toEqual(ok(hours * 60 + quarters * 15));
        expect(readDuration(typed.replace(/0$/, ""), "hours")).toEqual(ok(hours * 60 + quarters * 15));
      }),
    );
  });
});

describe("a quantity", () => {
  test.each<[string, number | string]>([
    ["12", 12],
    [" 12 ", 12],
    ["0", 0],
    ["007", 7],
    ["1 000", 1000],
    ["1.000.000", 1_000_000],
    ["9007199254740991", none],
    ["1.000", two],
    ["1,000", two],
    ["12,5", none],
    ["12.0", none],
    ["-1", none],
    ["1e3", none],
    ["0x10", none],
    ["", none],
    ["two", none],
  ])("%j is %s", (typed, expected) => {
    expect(readQuantity(typed)).toEqual(answerOf(expected));
  });

  test.each([
    [null, 1],
    ["", 1],
    ["1", 1],
    ["7", 7],
    ["100000", 100_000],
    ["100001", 1],
    ["9007199254740991", 1],
    ["0", 1],
    ["-1", 1],
    ["two", 1],
    ["1.5", 1],
  ])("page %j is page %i", (text, page) => {
    expect(pageNumberIn(text)).toBe(page);
  });
});

describe("a day", () => {
  test.each([
    ["2027-03-31", "2027-03-31"],
    [" 2027-03-31 ", "2027-03-31"],
    ["31-3-2027", "2027-03-31"],
    ["31.03.2027", "2027-03-31"],
    ["3.4.2027", "2027-04-03"],
    ["3-4-2027", "2027-04-03"],
    ["29/02/2028", "2028-02-29"],
    ["31/03/2027", "2027-03-31"],
    ["5/5/2027", "2027-05-05"],
    ["3/4/2027", two],
    ["12/11/2027", two],
    ["29/02/2027", none],
    ["3/31/2027", none],
    ["31-3/2027", none],
    ["31-3-27", none],
    ["2027-3-31", none],
    ["2027-02-30", none],
    ["later", none],
    ["", none],
    [firstTypedDay, firstTypedDay],
    [lastTypedDay, lastTypedDay],
    ["1899-12-31", none],
    ["2200-01-01", none],
    ["2999-12-31", none],
    ["1000-01-01", none],
    ["0000-05-05", none],
    ["9999-12-31", none],
    ["275760-09-13", none],
  ])("%j is %s", (typed, expected) => {
    expect(readDay(typed)).toEqual(answerOf(expected));
    expect(dayOrNull(typed)).toBe(expected === none || expected === two ? null : expected);
  });

  test("that is taken can be reckoned with, for centuries before and after it", () => {
    const typed = fc
      .date({
        min: new Date(`${firstTypedDay}T00:00:00Z`),
        max: new Date(`${lastTypedDay}T00:00:00Z`),
        noInvalidDate: true,
      })
      .map((date) => date.toISOString().slice(0, 10));
    const zones = fc.constantFrom("Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Amsterdam");
    fc.assert(
      fc.property(typed, fc.integer({ min: -9000, max: 9000 }), zones, (text, months, zone) => {
        const value = day(text);
        const far = addMonths(value, months);
        expect(addDays(addDays(far, 366), -366)).toBe(far);
        expect(dayIn(zone, startOfDay(zone, far))).toBe(far);
      }),
    );
  });
});

test("no text at all breaks a reader", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      for (const read of [readAmount, readQuantity, readDay, (typed: string) => readDuration(typed, "hours")])
        expect(() => read(text)).not.toThrow();
    }),
  );
});
