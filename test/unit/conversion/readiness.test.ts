import { expect, test } from "vitest";

import { compareMargin, countedMargin } from "#app/conversion/rules/afterwards.ts";
import { deviceFacts } from "#app/conversion/rules/readiness.ts";
import { marginOf } from "#app/conversion/rules/replay.ts";
import { day } from "#app/platform/day.ts";

const device = (name: string, changes = {}) => ({
  ...{ name, os: "Windows 11", warrantyUntil: day("2028-01-01"), inScope: true, onStandard: true },
  ...changes,
});

test("devices say what is in scope, which systems there are, whose warranty is over or unknown, and which are off standard", () => {
  const today = day("2026-12-01");
  expect(deviceFacts([], today)).toEqual({});
  expect(
    deviceFacts(
      [
        device("kassa-1", { os: "Windows 10", warrantyUntil: day("2026-11-30"), onStandard: false }),
        device("kassa-2", { warrantyUntil: today }),
        device("laptop-1", { warrantyUntil: null }),
        device("nas", { os: "", inScope: false, warrantyUntil: null, onStandard: false }),
      ],
      today,
    ),
  ).toEqual({
    inventory: [{ kind: "scope", inScope: 3, outside: ["nas"] }],
    supported: [
      { kind: "os", os: "Windows 11", count: 2 },
      { kind: "os", os: "Windows 10", count: 1 },
      { kind: "os-unknown", devices: ["nas"] },
    ],
    warranty: [
      { kind: "warranty-over", devices: [{ name: "kassa-1", until: "2026-11-30" }] },
      { kind: "warranty-unknown", devices: ["laptop-1"] },
    ],
    endpoint: [{ kind: "off-standard", devices: ["kassa-1"], of: 3 }],
  });
});

test("requests of the months on record cost a year's handling", () => {
  const facts = { monthlyMinor: 100_000, monthlyCostMinor: 60_000, workedMinutes: 0, labourCostMinor: 4200 };
  // 10 requests in 4 months are 30 a year, at 5.00.
  expect(marginOf({ ...facts, requests: 10, requestMinor: 500, months: 4 })).toMatchObject({
    requestsMinor: 15_000,
    marginMinor: 465_000,
  });
});

test("the real margin goes by counted months: 30 days of 15 and 31, a one-off line whole", () => {
  const line = { revenueMinor: 50_000, costMinor: 30_000, isOnce: false, contractDays: 15, spanDays: 15 };
  const once = { revenueMinor: 9900, costMinor: 0, isOnce: true, contractDays: 15, spanDays: 15 };
  const next = { revenueMinor: 100_000, costMinor: 60_000, isOnce: false, contractDays: 31, spanDays: 15 };
  // 500.00 + 99.00 + 15/31 of 1,000.00 = 483.87; costs 300.00 + 15/31 of 600.00 = 290.32
  const counted = countedMargin([line, once, next]);
  expect(counted).toEqual({ revenueMinor: 108_287, marginMinor: 49_255 });
  expect(
    compareMargin({
      ...{ days: 30, countedMinor: counted.marginMinor, expectedMinor: null, labourCostMinor: 4200 },
      ...{ insideMinutes: 90, requests: 3, requestMinor: 500 },
    }),
  ).toEqual({ promisedMinor: null, realMinor: 49_255 - 6300 - 1500 });
});
