import { readdirSync, readFileSync } from "node:fs";

import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
import { describe, expect, test } from "vitest";

const folder = "test/fixtures/lint";
// The fixtures pretend to stand in modules where they don't, so no type information is asked for.
const eslint = new ESLint({
  overrideConfig: [
    tseslint.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
});

describe("the walls between modules", () => {
  for (const name of readdirSync(folder)) {
    test(name, async () => {
      const code = readFileSync(`${folder}/${name}`, "utf8");
      const [, filePath = "", rule = ""] = /^\/\/ as (\S+): (\S+)/.exec(code) ?? [];
      const [result] = await eslint.lintText(code, { filePath });
      expect(result?.messages.map((message) => message.ruleId)).toContain(rule);
    });
  }

  test("what stands where it may is let through", async () => {
    const code =
      'import type { Day } from "#app/platform/day.ts";\nexport const same = (day: Day): Day => day;\n';
    const [result] = await eslint.lintText(code, { filePath: "app/hours/rules/right.ts" });
    expect(result?.messages).toEqual([]);
  });
});
