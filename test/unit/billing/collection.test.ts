import { expect, test } from "vitest";

import { collectableBy, collectionAfter, isToCollect, openOf } from "#app/billing/rules/collection.ts";

const by = (methodId: string | null) => ({ way: "mandate" as const, methodId });

test("an invoice is collected where all its contracts are, by one saved way to pay", () => {
  expect(collectableBy([by("a")])).toEqual({ methodId: "a" });
  expect(collectableBy([by("a"), by("a")])).toEqual({ methodId: "a" });
  expect(collectableBy([by("a"), { way: "transfer", methodId: null }])).toEqual({
    methodId: null,
    why: "turned-off",
  });
  expect(collectableBy([])).toEqual({ methodId: null, why: "turned-off" });
  expect(collectableBy([by(null)])).toEqual({ methodId: null, why: "no-method" });
  expect(collectableBy([by("a"), by(null)])).toEqual({ methodId: null, why: "no-method" });
});

test("a planned debit waits for its day; one that was begun is gone on with; one that ended is left alone", () => {
  const at = new Date("2026-11-04T09:00:00Z");
  const before = new Date("2026-11-04T08:59:59Z");
  const of = (collection: Parameters<typeof isToCollect>[0]["collection"], state = "open") =>
    isToCollect({ state, collection, collectAt: at }, at);
  expect(of("planned")).toBe(true);
  expect(isToCollect({ state: "open", collection: "planned", collectAt: at }, before)).toBe(false);
  expect(isToCollect({ state: "open", collection: "planned", collectAt: null }, at)).toBe(false);
  expect(of("charging")).toBe(true);
  expect([of("processing"), of("failed"), of(null), of("planned", "paid"), of("charging", "void")]).toEqual(
    Array.from({ length: 5 }, () => false),
  );
});

test("only a debit that was accepted fails; a payment under way by whomever stops the plan", () => {
  const after = (
    collection: Parameters<typeof collectionAfter>[0],
    status: "none" | "processing" | "failed",
  ) => collectionAfter(collection, { status, code: null });
  expect(after("planned", "processing")).toBe("processing");
  expect(after("charging", "processing")).toBe("processing");
  expect(after("planned", "failed")).toBe(null);
  expect(after("charging", "failed")).toBe(null);
  expect(after("processing", "failed")).toBe("failed");
  expect(after("processing", "none")).toBe(null);
  expect(after("failed", "failed")).toBe(null);
  expect(after(null, "processing")).toBe(null);
});

test.each([
  ["nothing came in", 0, null, 0, 100],
  ["a part is credited", 0, null, 20, 80],
  ["the rest after a credit came in", 80, null, 20, 0],
  ["a bank took back what was left after a credit", 50, "dp_1", 50, 50],
  ["a bank took all back", 0, "dp_1", 0, 100],
])("what is open where %s", (_, paidMinor, dispute, creditedMinor, expected) => {
  expect(openOf({ grossMinor: 100, paidMinor, dispute }, creditedMinor)).toBe(expected);
});
