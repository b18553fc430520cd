import { expect, test } from "vitest";

import type { Contract } from "#app/contracts/rules/contract.ts";
import { canBeInvoiced, findMonthBefore } from "#app/contracts/rules/open-months.ts";
import { day } from "#app/platform/day.ts";

const line = {
  id: "l",
  key: "l",
  label: "L",
  counts: "fixed",
  typeId: null,
  price: { unitMinor: 1 },
} as const;
const counted = {
  quantity: 1,
  minimum: 0,
  included: 0,
  rule: "daily",
  snapshotDay: 31,
  onceOn: null,
} as const;

function contract(startsOn: string, endsOn: string | null, counts: "fixed" | "hours" = "fixed"): Contract {
  const version = { id: "v", reason: null, madeBy: null, madeAt: "", included: [], excluded: [], sla: [] };
  return {
    ...{ id: "c", name: "C", kind: "managed", currency: "EUR", startsOn: day(startsOn) },
    ...{ endsOn: endsOn === null ? null : day(endsOn), termMonths: null, renewal: "manual" },
    ...{ renewalMonths: 12, noticeMonths: 1, indexation: null, notice: null },
    versions: [{ ...version, effectiveOn: day(startsOn), lines: [{ ...line, ...counted, counts }] }],
  };
}

test.each([
  ["made before, in force then", contract("2026-08-10", null), "2026-08-01", null, [], "2026-08"],
  ["of a few days within a month", contract("2026-08-10", "2026-08-20"), "2026-08-01", null, [], "2026-08"],
  ["made in the portal only now", contract("2025-01-01", null), "2026-10-05", null, [], null],
  ["after a month that is closed", contract("2025-01-01", null), "2025-01-01", "2026-09", [], null],
  ["with a month left out", contract("2025-01-01", null), "2025-01-01", "2026-07", [], "2026-08"],
  [
    "of hours alone, which go on the next month",
    contract("2025-01-01", null, "hours"),
    "2025-01-01",
    "2026-07",
    [],
    null,
  ],
  [
    "with an amount on an earlier month",
    contract("2026-10-01", null),
    "2026-10-01",
    null,
    ["2026-09"],
    "2026-09",
  ],
  [
    "with an amount on a closed month",
    contract("2026-10-01", null),
    "2026-10-01",
    "2026-09",
    ["2026-09"],
    null,
  ],
] as const)(
  "before October is closed, of a contract %s: %#",
  (_, one, made, lastClosed, adjusted, expected) => {
    const madeOn = new Map([["c", day(made)]]);
    expect(findMonthBefore({ month: "2026-10", lastClosed, contracts: [one], madeOn, adjusted })).toBe(
      expected,
    );
  },
);

test.each([
  ["2026-11", ["2026-10"], true],
  ["2026-10", [], true],
  ["2026-10", ["2026-10"], true],
  ["2025-11", ["2025-11", "2026-10"], true],
  ["2025-10", ["2025-10", "2026-10"], false],
  ["2026-09", ["2026-10"], false],
])("work of %s with %j closed can still be invoiced: %s", (month, closed, expected) => {
  expect(canBeInvoiced(month, closed)).toBe(expected);
});
