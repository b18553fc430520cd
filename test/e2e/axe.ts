import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import type { Page } from "@playwright/test";

const source = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const everything = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

/** The rules that depend on how a page looks, not only on what stands in it. */
export const byLook = {
  runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block", "target-size"] },
};

/** Spares the path to each element that is in order. */
const violationsOnly = { resultTypes: ["violations"] };

/** What axe finds on the page as it stands, one line a finding; WCAG 2.2 A and AA, and best practices. Works under the page's content policy; not where scripts are off. */
export async function axe(page: Page, options: object = everything): Promise<string[]> {
  await page.evaluate(await source);
  const found: unknown =
    await page.evaluate(`axe.run(document, ${JSON.stringify({ ...options, ...violationsOnly })})
    .then(({ violations }) => violations.flatMap(({ id, impact, help, nodes }) => nodes.map(({ target }) => impact + " " + id + ": " + help + " (" + target.join(" ") + ")")))`);
  return Array.isArray(found) ? found.map(String) : [];
}
