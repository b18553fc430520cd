import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, test } from "vitest";

/** The files with components that a file imports. */
function partsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/(?:from|import\()\s*"([#.][^"]+\.tsx)"/g)].flatMap(([, path = ""]) => {
    const at = path.startsWith("#app/") ? path.slice(1) : join(dirname(file), path);
    return existsSync(at) ? [at] : [];
  });
}

test("every form on a page of a client's people says for which client it was made", () => {
  const found = new Set(readdirSync("app/routes/client").map((name) => `app/routes/client/${name}`));
  for (const file of found) for (const part of partsOf(file)) found.add(part);
  found.delete("app/ui/form.tsx");
  expect(found.size).toBeGreaterThan(100);
  const plain: string[] = [];
  for (const file of found) {
    const text = readFileSync(file, "utf8");
    const isRemix = /import \{[^}]*\bForm\b[^}]*\} from "@remix-run\/react"/.test(text);
    if (isRemix || /<form\b[^>]*method="post"/.test(text)) plain.push(file);
  }
  expect(plain).toEqual([]);
});
