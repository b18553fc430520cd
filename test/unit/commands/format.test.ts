import { readFileSync } from "node:fs";

import * as prettier from "prettier";
import { expect, test } from "vitest";

import { phases } from "#app/commands/parts/test-phases.mjs";

const code = readFileSync("test/fixtures/format/unformatted.ts", "utf8");
const filepath = "app/hours/rules/share.ts";

test("an unformatted file is refused where the application stands, and let through once it is formatted", async () => {
  const options = { ...(await prettier.resolveConfig(filepath)), filepath };
  expect(await prettier.getFileInfo(filepath, { ignorePath: ".prettierignore" })).toMatchObject({
    ignored: false,
  });
  expect(await prettier.check(code, options)).toBe(false);
  expect(await prettier.check(await prettier.format(code, options), options)).toBe(true);
});

test("npm test asks the formatter about every file", () => {
  expect(phases.format.run).toEqual(expect.arrayContaining(["--check", "."]));
});
