import { afterEach, beforeEach, expect, vi } from "vitest";

/** A test that makes the product write to console.error has found something. */
beforeEach(() => {
  vi.spyOn(console, "error");
});
afterEach(() => {
  const calls = vi.mocked(console.error).mock.calls;
  vi.restoreAllMocks();
  expect(calls, "console.error was called").toEqual([]);
});
