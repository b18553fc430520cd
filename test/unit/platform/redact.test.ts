import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";

import fc from "fast-check";
import { expect, test } from "vitest";

import { namedPages, redact, redactPath, secretRoutes } from "#app/platform/redact.ts";

const token = fc
  .uint8Array({ minLength: 16, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString("base64url"));

test("no link of a letter keeps its token, however its path is written", () => {
  const written = fc.constantFrom<(route: string, token: string) => string>(
    (route, secret) => `/${route}/${secret}`,
    (route, secret) => `/${route}/${secret}.data`,
    (route, secret) => `/${route.toUpperCase()}/${secret}/`,
    (route, secret) => `//${route}//${secret}/more`,
    (route, secret) => `/%${route.charCodeAt(0).toString(16)}${route.slice(1)}/${secret}`,
    (route, secret) => `/${route}%2F${secret}`,
  );
  fc.assert(
    fc.property(fc.constantFrom(...secretRoutes), written, token, (route, write, secret) => {
      expect(redactPath(write(route, secret))).not.toContain(secret);
      expect(
        redact(`Error: at https://portal.example/${route}/${secret}?x\\n    at load (/app/x.js:1:2)`),
      ).not.toContain(secret);
    }),
  );
});

test("a link without a letter or a digit in its token is hidden too", () => {
  expect(redactPath("/reset/abcdefghijklmnopqrstuvwx")).toBe("/reset/[hidden]");
  expect(redactPath("/invitation/%E0%A4%A")).toBe("/invitation/[hidden]");
});

test.each([
  ["sk_live_51Mabc", "51Mabc"],
  ["rk_test_51Mabc", "51Mabc"],
  ["whsec_portal", "portal"],
  ["pi_3MtwBwLkdIwHu7ix_secret_abc", "secret_abc"],
  ["Bearer abc.def-ghi", "abc.def"],
  ["/check-statement?reference=ABCDE12345&code=0123456789abcdef", "0123456789abcdef"],
  ["/buy/return?session_id=cs_test_a1", "cs_test_a1"],
  ["the hash ".concat("f".repeat(64)), "ffff"],
  ["TL4YbGdKZ0mJ7w2pQx9sVn3c", "TL4Yb"],
  ["t=1700000000,v1=".concat("0a".repeat(32)), "0a0a"],
])("of '%s' the log does not keep '%s'", (text, secret) => {
  expect(redact(`before ${text} after`)).toMatch(/^before .*\[hidden\].* after$/);
  expect(redact(`before ${text} after`)).not.toContain(secret);
});

test.each([
  "/staff/clients/0b0f3f2e-4c57-4f0a-9b8e-1a2b3c4d5e6f/statement",
  "at handleSingleFetchRequest (file:///app/build/server/assets/server-build-BkX9a2.js:12:4)",
  "/forgot?sent",
  "stripe refused pi_3MtwBwLkdIwHu7ix28a3tqPa",
  "20261201000110_scope_roles",
  "/reset",
])("%s stays as it is", (text) => {
  expect(redact(text)).toBe(text);
  expect(redactPath(text)).toBe(text);
});

test("a large line is read in a few milliseconds", () => {
  const lines = [
    "/reset".repeat(20_000),
    "a_".repeat(50_000),
    "/".repeat(100_000),
    randomBytes(60_000).toString("base64"),
  ];
  const before = performance.now();
  for (const line of lines) redact(line);
  expect(performance.now() - before).toBeLessThan(500);
});

test("each route whose path holds something other than the id of a row is a secret route", async () => {
  const routes = await readFile("app/routes.ts", "utf8");
  const named = [...routes.matchAll(/route\("([^"]+)"/g)].flatMap(([, path = ""]) =>
    [...path.matchAll(/(\w[\w-]*)\/:(\w+)/g)].map(([, before, param]) => ({ before, param })),
  );
  // The development mailbox shows its letters to whoever runs it; the kind of a template stands in the code, its versions are numbered, and a line has its place.
  const open = ["mail", "templates", "versions", "questions", "steps", "lines"];
  const secret = named.filter(
    ({ before, param }) => !/Id$/.test(param ?? "") && !open.includes(before ?? ""),
  );
  expect(secret.map(({ before }) => before).sort()).toEqual([...secretRoutes].sort());
  const pages = [...routes.matchAll(new RegExp(`route\\("(?:${secretRoutes.join("|")})/([^":]+)"`, "g"))];
  expect(pages.map(([, page]) => page).sort()).toEqual([...namedPages].sort());
});

test("a page behind such a route is logged by its name, and only the whole name", () => {
  for (const page of namedPages)
    for (const path of [`/setup/${page}`, `/setup/${page}.data`, `/setup/${page}?step=1`])
      expect(redactPath(path)).toBe(path);
  for (const path of ["/setup/companyX", "/setup/company-1", "/setup/ownership"])
    expect(redactPath(path)).toBe("/setup/[hidden]");
});
