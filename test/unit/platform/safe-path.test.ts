import { expect, test } from "vitest";

import { safePath } from "#app/platform/http.server.ts";

test.each(["/", "/hours?period=all&page=2", "/orders/1#end", "/a%0d%0aX", "/requests?q=m%C3%BCller"])(
  "%s stays on this site",
  (to) => {
    expect(safePath(to, "/else")).toBe(to);
  },
);

test.each([
  "",
  "hours",
  "//evil.example",
  "/\\evil.example",
  "/a\\b",
  "https://evil.example",
  "javascript:alert(1)",
  "/a b",
  "/a\r\nX: 1",
  null,
  5,
  // No header takes these: they came back as a fault.
  "/漢字",
  "/é",
  "/\u0001",
  `/${"x".repeat(3000)}`,
])("%j does not", (to) => {
  expect(safePath(to, "/else")).toBe("/else");
});
