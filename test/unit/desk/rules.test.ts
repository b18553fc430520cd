import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { priceOfOneMore, seatStages, type SeatContract, type SeatTerms } from "#app/desk/rules/seat-price.ts";
import type { ContractKind } from "#app/contracts/rules/contract.ts";
import { compareStanding, levelOf, type Standing } from "#app/hours/rules/client-order.ts";
import { nextStates, requestStates } from "#app/requests/rules/request-state.ts";
import { requestNumberIn } from "#app/platform/search.ts";
import { pressKey } from "#app/ui/shell/shortcuts.ts";
import { day } from "#app/platform/day.ts";

const client = (
  name: string,
  netMinutes: number,
  emptyOn: string | null = null,
  hasHours = true,
): Standing => ({
  name,
  netMinutes,
  thresholdMinutes: 120,
  emptyOn: emptyOn === null ? null : day(emptyOn),
  hasHours,
});

describe("the client list", () => {
  test("puts the deepest below zero first, then the lowest, then who runs out first, then who has no hours", () => {
    const sorted = [
      client("Fixed", 0, null, false),
      client("Later", 400, "2027-06-01"),
      client("Never", 900),
      client("Low", 120),
      client("Deep", -300),
      client("Sooner", 800, "2027-01-01"),
      client("Lower", 30),
      client("Shallow", -5),
      client("Anytime", 900),
    ].sort(compareStanding);
    expect(sorted.map((one) => one.name)).toEqual([
      "Deep",
      "Shallow",
      "Lower",
      "Low",
      "Sooner",
      "Later",
      "Anytime",
      "Never",
      "Fixed",
    ]);
  });

  test.each([
    [-1, true, "negative"],
    [-1, false, "negative"],
    [0, true, "low"],
    [120, true, "low"],
    [121, true, "good"],
    [0, false, "none"],
  ] as const)("%s minutes, ever had hours %s: %s", (netMinutes, hasHours, level) => {
    expect(levelOf({ netMinutes, thresholdMinutes: 120, hasHours })).toBe(level);
  });

  test("is one order whatever it begins with", () => {
    const standing = fc.record({
      name: fc.string({ maxLength: 3 }),
      netMinutes: fc.integer({ min: -200, max: 400 }),
      thresholdMinutes: fc.constant(120),
      emptyOn: fc.constantFrom(null, day("2027-01-01"), day("2027-02-01")),
      hasHours: fc.boolean(),
    });
    fc.assert(
      fc.property(standing, standing, standing, (a, b, c) => {
        expect(Math.sign(compareStanding(a, b)) + Math.sign(compareStanding(b, a))).toBe(0);
        if (compareStanding(a, b) <= 0 && compareStanding(b, c) <= 0)
          expect(compareStanding(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe("a request's steps", () => {
  test("never stay where they are, and a client's people only ask again about what is done", () => {
    for (const state of requestStates) {
      for (const kind of ["plain", "change"] as const) {
        expect(nextStates("staff", { state, kind })).not.toContain(state);
        const own = state === "done" ? ["new"] : state === "new" && kind === "plain" ? ["withdrawn"] : [];
        expect(nextStates("client", { state, kind })).toEqual(own);
      }
      expect(nextStates("staff", { state, kind: "change" })).not.toContain("done");
    }
    expect(nextStates("staff", { state: "done", kind: "plain" })).toEqual(["in_progress"]);
    expect(nextStates("staff", { state: "new", kind: "plain" })).toContain("done");
  });
});

describe("what people search", () => {
  test.each([
    ["#1001", 1001],
    ["1001", 1001],
    ["1001a", null],
    ["", null],
    ["99999999999", null],
  ])("%s means request %s", (typed, number) => {
    expect(requestNumberIn(typed)).toBe(number);
  });
});

describe("keys", () => {
  const press = (...keys: string[]) =>
    keys.reduce<{ went: string[]; held: string }>(
      (so, key) => {
        const { shortcut, held } = pressKey(so.held, key);
        return { went: shortcut ? [...so.went, shortcut.keys] : so.went, held };
      },
      { went: [], held: "" },
    ).went;

  test.each([
    [["t"], ["t"]],
    [["g", "c"], ["g c"]],
    [["g", "r"], ["g r"]],
    [["g", "t"], ["t"]],
    [["g", "g", "r"], ["g r"]],
    [["c"], []],
    [["g", "q", "c"], []],
    [["g", "x", "c"], ["x"]],
    [["?"], ["?"]],
    [["/"], ["/"]],
  ])("%s go to %s", (keys, went) => {
    expect(press(...keys)).toEqual(went);
  });
});

test("one more seat costs what the line of its type says, else the one that counts all other types", () => {
  const steps = [
    { upTo: 1, unitMinor: 500 },
    { upTo: null, unitMinor: 450 },
  ];
  const lines: SeatTerms["lines"] = [
    { counts: "fixed", typeId: null, price: { unitMinor: 1 } },
    { counts: "seat", typeId: "desk", price: { unitMinor: 900 } },
    { counts: "seat", typeId: null, price: { mode: "graduated", steps } },
  ];
  const held = ["desk", "desk", "laptop"];
  expect([priceOfOneMore(lines, held, "desk"), priceOfOneMore(lines, held, "laptop")]).toEqual([900, 450]);
  expect(priceOfOneMore(lines.slice(0, 2), held, "laptop")).toBeNull();
});

test("one more seat costs the sum of what counts it, from each day on which that changes", () => {
  const seatOf = (unitMinor: number): SeatTerms["lines"] => [
    { counts: "seat", typeId: null, price: { unitMinor } },
  ];
  const since = day("2026-01-01");
  const contract = (kind: ContractKind, unitMinor: number): SeatContract => ({
    ...{ kind, startsOn: since, endsOn: null },
    versions: [{ effectiveOn: since, lines: seatOf(unitMinor) }],
  });
  const contracts = [contract("managed", 450), contract("prepaid", 100)];
  const coming = [
    { startsOn: day("2027-02-01"), lines: seatOf(8900), ends: ["prepaid", "break_fix"] },
  ] satisfies SeatTerms[];
  const from = (on: string, besides = { contracts, coming }) =>
    seatStages(besides, { seatTypeId: "desk", from: day(on), heldOn: () => [] });
  expect(from("2027-01-15")).toEqual([
    { from: "2027-01-15", monthlyMinor: 550 },
    { from: "2027-02-01", monthlyMinor: 9350 },
  ]);
  expect(from("2027-02-10")).toEqual([{ from: "2027-02-10", monthlyMinor: 9350 }]);
  expect(from("2027-01-15", { contracts: [], coming: [] })).toEqual([]);
});
