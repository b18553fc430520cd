import { expect, test } from "vitest";

import { isPdf, sha256Of } from "#app/agreements/rules/checkable.ts";

test.each([
  ["AB".repeat(32), "ab".repeat(32)],
  [` ${"0a ".repeat(32)}`, "0a".repeat(32)],
  ["xyz", null],
  ["a".repeat(63), null],
  ["a".repeat(65), null],
  ["g".repeat(64), null],
  ["", null],
])("a typed SHA-256 is 64 hex digits, in capitals and with spaces too: %j", (typed, expected) => {
  expect(sha256Of(typed)).toBe(expected);
});

test.each([
  ["%PDF-1.7\n%%EOF\n", true],
  [`${" ".repeat(1019)}%PDF-1.7`, true],
  [`${" ".repeat(1024)}%PDF-1.7`, false],
  ["PK\u0003\u0004", false],
  ["", false],
])("a PDF says so at its beginning: %j", (content, expected) => {
  expect(isPdf(Buffer.from(content))).toBe(expected);
});
