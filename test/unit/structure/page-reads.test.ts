import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { sourceFiles } from "#test/unit/structure/source-files.ts";

/** What reads for a page and writes too, each with what it writes; decision 30 says why the others may not. */
const exceptions = [
  "app/clients/check-vat-number.server.ts getCheckedParties", // keeps the answer of VIES
  "app/desk/guides/read-guide.server.ts getHelp", // counts a search that finds nothing
  "app/identity/audit-page.server.ts getAuditPage", // proves the newest rows
];

/** The exported reads of a source text that open a transaction of their own in the scope of whoever asks. */
const readsApart = (source: string): string[] =>
  source
    .split(/^(?=(?:export )?(?:async )?(?:function|const) )/m)
    .filter((text) => /(?<!\w)inScope\(\s*scope\b/.test(text))
    .flatMap((text) => /^export (?:async )?(?:function|const) ((?:get|list)[A-Z]\w*)/.exec(text)?.[1] ?? []);

test("what a page reads, it reads in the one transaction of its request", () => {
  const found = sourceFiles("app", ".server.ts").flatMap((file) =>
    readsApart(readFileSync(file, "utf8")).map((name) => `${file} ${name}`),
  );
  expect(found.toSorted()).toEqual(exceptions);
});

test("a read of its own is found in the function that makes it", () => {
  const source = [
    "export function getPage(scope: Scope) {\n  return inScope(scope, read);\n}",
    "export async function listRows(scope: Scope) {\n  return readInScope(scope, read);\n}",
    "export function saveRow(scope: Scope) {\n  return inScope(scope, write);\n}",
  ].join("\n\n");
  expect(readsApart(source)).toEqual(["getPage"]);
});
