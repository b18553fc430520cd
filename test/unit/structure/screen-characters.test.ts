import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { sourceFiles } from "#test/unit/structure/source-files.ts";

/** The code points, first and last, that the Figtree on our pages can draw. */
const drawn = [
  ...readFileSync("node_modules/@fontsource-variable/figtree/index.css", "utf8").matchAll(
    /U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g,
  ),
].map(([, first = "", last = first]) => [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const);

/** Characters in code that no page shows: what people type or import is compared with them. */
const compared = new Map([
  ["app/desk/components/change-answers.tsx", "✓"],
  ["app/platform/csv.ts", "＝＋－＠"],
  ["app/platform/search-key.ts", "ςσ"],
]);

const isDrawn = (letter: string): boolean =>
  drawn.some(
    ([first, last]) => Number(letter.codePointAt(0)) >= first && Number(letter.codePointAt(0)) <= last,
  );

test("each character that a page can show is in the page's own font", () => {
  expect(isDrawn("→")).toBe(false);
  expect(isDrawn("›")).toBe(true);
  const missing = [".ts", ".tsx", ".json"]
    .flatMap((ending) => sourceFiles("app", ending))
    .flatMap((file) =>
      [...new Set(readFileSync(file, "utf8").replace(/[\x20-\x7e\s]/g, ""))]
        .filter((letter) => !isDrawn(letter) && !compared.get(file)?.includes(letter))
        .map((letter) => `${file}: ${letter}`),
    );
  expect(missing).toEqual([]);
});
