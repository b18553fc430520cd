import { describe, expect, test } from "vitest";

import { findReversalRefusal } from "#app/desk/rules/reversal.ts";

describe("undoing", () => {
  const done = { effectState: "done" as const, reversesId: null, reversedBy: null };
  test.each([
    [done, true, null],
    [done, false, "not-allowed"],
    [{ ...done, reversedBy: "x" }, true, "reversed-already"],
    [{ ...done, effectState: "undone" as const }, true, "reversed-already"],
    [{ ...done, reversesId: "x" }, true, "not-undone"],
    [{ ...done, effectState: "dropped" as const }, true, "not-in-effect"],
  ])("%j, asked by who may: %s, is refused with %s", (change, mayAsk, refusal) => {
    expect(findReversalRefusal(change, mayAsk)).toBe(refusal);
  });
});
