import { existsSync, readdirSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";
import { z } from "zod";

const edit = z.object({ file: z.string(), from: z.string(), to: z.string() });
const mutant = z.union([
  z.object({ guard: z.string(), edits: z.array(edit), tests: z.array(z.string()) }),
  edit
    .extend({ guard: z.string(), tests: z.array(z.string()) })
    .transform(({ guard, tests, ...one }) => ({ guard, tests, edits: [one] })),
]);

test.each(readdirSync("test/mutants").filter((name) => name.endsWith(".json")))(
  "%s: each mutant names a text that stands in its file, and tests that exist",
  (name) => {
    const mutants = z.array(mutant).parse(JSON.parse(readFileSync(`test/mutants/${name}`, "utf8")));
    const stale = mutants.filter(
      ({ edits, tests }) =>
        !tests.every((file) => existsSync(file)) ||
        !edits.every(({ file, from }) => existsSync(file) && readFileSync(file, "utf8").includes(from)),
    );
    expect(stale.map(({ guard }) => guard)).toEqual([]);
  },
);
