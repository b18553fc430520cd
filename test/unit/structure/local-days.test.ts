import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { sourceFiles } from "#test/unit/structure/source-files.ts";

/** Where SQL may convert by a zone itself: a clock time, and the MSP's own months. */
const allowed = [/at time zone zone_at\(/, /\bat time zone \$\{zone\}/];

test("SQL turns an instant into a client's day by day_in and last_day_of, which know from when a zone counts", () => {
  const files = [
    ...sourceFiles("app", ".ts"),
    ...sourceFiles("prisma/views", ".sql"),
    ...sourceFiles("prisma/ledger", ".sql"),
  ].filter((file) => !file.endsWith("hours_value_by_month.sql"));
  const found = files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.includes("at time zone") && !allowed.some((rule) => rule.test(line)))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});
