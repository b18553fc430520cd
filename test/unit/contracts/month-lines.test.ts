import fc from "fast-check";
import { expect, test } from "vitest";

import type { Contract, ContractLine } from "#app/contracts/rules/contract.ts";
import { makeDraft } from "#app/contracts/rules/draft.ts";
import { billableCount, priceOfUnits } from "#app/contracts/rules/line-price.ts";
import { daysIn, firstDayOf } from "#app/contracts/rules/month.ts";
import type { HeldItem } from "#app/contracts/rules/month-lines.ts";
import { findVersionRefusal, keepOneWay } from "#app/contracts/rules/versions.ts";
import { addDays, day, type Day } from "#app/platform/day.ts";
import { divideRounded } from "#app/platform/money.ts";

import { aContract } from "./contract.ts";

const [template] = aContract("2026-01-01", null).versions;
const [templateLine] = template?.lines ?? [];
if (!template || !templateLine) throw new Error("the contract of the tests has no line");
const allSeats: ContractLine = {
  ...templateLine,
  ...{ key: "all", label: "All seats", counts: "seat", price: { unitMinor: 5000 } },
};
const frontline: ContractLine = { ...allSeats, key: "front", typeId: "front", price: { unitMinor: 2000 } };

const versioned = (...versions: [string, ContractLine[]][]): Contract => ({
  ...aContract("2026-01-01", null),
  versions: versions.map(([on, lines], at) => ({
    ...template,
    ...{ id: `v${at}`, effectiveOn: day(on), lines },
  })),
});
const seats = (typeId: string, count: number): HeldItem[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ kind: "seat", typeId, subjectId: `${typeId}${at}`, label: "", times: 1, onStandard: null },
    ...{ from: day("2025-01-01"), until: null },
  }));
const held = [...seats("office", 8), ...seats("front", 2)];

function amounts(contract: Contract, items: readonly HeldItem[], month = "2026-10"): Record<string, number> {
  const facts = { month, contracts: [contract], held: items, closed: [], adjustments: [], work: [] };
  const { lines } = makeDraft(facts);
  return Object.fromEntries(lines.map(({ key, amountMinor }): [string, number] => [key ?? "", amountMinor]));
}

test.each<[string, Contract, Record<string, number>]>([
  [
    "a line for one type that begins on the 16th",
    versioned(["2026-01-01", [allSeats]], ["2026-10-16", [allSeats, frontline]]),
    { all: 44_839, front: 2065 },
  ],
  [
    "one that ends on the 15th",
    versioned(["2026-01-01", [allSeats, frontline]], ["2026-10-16", [allSeats]]),
    { all: 45_161, front: 1935 },
  ],
  [
    "a line that counts another type from the 16th on",
    versioned(["2026-01-01", [frontline]], ["2026-10-16", [{ ...frontline, typeId: "office" }]]),
    { front: divideHalf(2000 * (2 * 15 + 8 * 16)) },
  ],
  [
    "a line for a type that becomes one for all",
    versioned(["2026-01-01", [frontline]], ["2026-10-16", [{ ...frontline, typeId: null }]]),
    { front: divideHalf(2000 * (2 * 15 + 10 * 16)) },
  ],
])("%s counts each day by the version in force", (_, contract, expected) => {
  expect(amounts(contract, held)).toEqual(expected);
});

function divideHalf(sum: number): number {
  return divideRounded(BigInt(sum), 31n);
}

const types = ["a", "b", "c"];
const someDay = (from: string, days: number) =>
  fc.integer({ min: 0, max: days }).map((at) => addDays(day(from), at));
const kinds = fc.constantFrom("seat" as const, "device" as const, "off_standard" as const);
const aLine = (key: string): fc.Arbitrary<ContractLine> =>
  fc
    .record({
      counts: kinds,
      typeId: fc.option(fc.constantFrom(...types)),
      unitMinor: fc.integer({ min: 1, max: 9999 }),
      minimum: fc.integer({ min: 0, max: 2 }),
      included: fc.integer({ min: 0, max: 1 }),
    })
    .map(({ unitMinor, ...own }) => ({ ...allSeats, ...own, key, price: { unitMinor } }));
const someLines = fc
  .tuple(aLine("k1"), aLine("k2"), aLine("k3"), fc.subarray(["k1", "k2", "k3"], { minLength: 1 }))
  .map(([one, two, three, keys]) => [one, two, three].filter(({ key }) => keys.includes(key)));
const item: fc.Arbitrary<HeldItem> = fc
  .record({
    kind: fc.constantFrom("seat" as const, "device" as const),
    typeId: fc.constantFrom(...types),
    subjectId: fc.uuid(),
    from: someDay("2028-01-20", 50),
    days: fc.option(fc.integer({ min: 0, max: 40 })),
    onStandard: fc.boolean(),
  })
  .map(({ days, from, ...own }) => ({
    ...{ ...own, from, until: days === null ? null : addDays(from, days) },
    ...{ label: "", times: 1 },
  }));
const contract = fc
  .record({
    first: someLines,
    later: fc.uniqueArray(fc.tuple(someDay("2028-01-25", 40), someLines), {
      maxLength: 3,
      selector: ([on]) => on,
    }),
    endsOn: fc.option(someDay("2028-02-10", 40)),
  })
  .map(({ first, later, endsOn }) => ({
    ...versioned(
      ["2028-01-01", first],
      ...later
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([on, lines]): [string, ContractLine[]] => [on, lines]),
    ),
    endsOn,
  }));

/** What the lines of the version of a day count on it, looked up item by item. */
function countByHand({ versions, endsOn }: Contract, items: readonly HeldItem[], on: Day) {
  const lines =
    endsOn !== null && on > endsOn ? [] : (versions.findLast((one) => one.effectiveOn <= on)?.lines ?? []);
  const there = items.filter(({ from, until }) => from <= on && (until === null || on <= until));
  return lines.map((line) => {
    const alike = there.filter(({ kind, onStandard }) =>
      line.counts === "off_standard" ? kind === "device" && onStandard === false : kind === line.counts,
    );
    const isNamed = (typeId: string) =>
      lines.some(
        (other) => other.key !== line.key && other.counts === line.counts && other.typeId === typeId,
      );
    const counted = alike.filter(({ typeId }) =>
      line.typeId === null ? !isNamed(typeId) : typeId === line.typeId,
    );
    return { key: line.key, monthlyMinor: priceOfUnits(line.price, billableCount(counted.length, line)) };
  });
}

test("a month's amounts equal a count of every day by hand, whatever versions begin within it", () => {
  fc.assert(
    fc.property(
      contract,
      fc.array(item, { maxLength: 8 }),
      fc.constantFrom("2028-01", "2028-02", "2028-03"),
      (asked, items, month) => {
        const sums = new Map<string, number>();
        for (let at = 0; at < daysIn(month); at += 1)
          for (const { key, monthlyMinor } of countByHand(asked, items, addDays(firstDayOf(month), at)))
            sums.set(key, (sums.get(key) ?? 0) + monthlyMinor);
        const expected = [...sums].map(([key, sum]) => [
          key,
          divideRounded(BigInt(sum), BigInt(daysIn(month))),
        ]);
        expect(amounts(asked, items, month)).toEqual(Object.fromEntries(expected));
      },
    ),
    { numRuns: 300 },
  );
});

test("a line that counts in another way than it did is another line; one that counts other things that are held is the same", () => {
  const known = [{ lines: [allSeats, frontline] }];
  const keyOf = (line: ContractLine) => keepOneWay([line], known, () => "new")[0]?.key;
  expect(keyOf({ ...allSeats, counts: "fixed" })).toBe("new");
  expect(keyOf({ ...allSeats, counts: "device" })).toBe("all");
  expect(keyOf({ ...frontline, counts: "hours" })).toBe("new");
  expect(keyOf({ ...allSeats, key: "other", counts: "fixed" })).toBe("other");
});

test("lines that don't count by day end on the last of a month too: a version that takes their place begins on a first", () => {
  const asked = {
    ...{ effectiveOn: day("2026-11-01"), rules: ["peak" as const], lastClosedMonth: null, taken: [] },
    contract: { startsOn: day("2026-01-01"), endsOn: null },
  };
  expect(findVersionRefusal(asked)).toBeNull();
  expect(findVersionRefusal({ ...asked, replacedOn: day("2026-12-01") })).toBeNull();
  expect(findVersionRefusal({ ...asked, replacedOn: day("2026-12-16") })).toBe("not-a-first");
});
