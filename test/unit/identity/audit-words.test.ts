import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { actionWord, groupWord } from "#app/identity/audit-words.ts";

const app = path.resolve("app");
/** Every literal `thing.done` in an argument or an `action:` of the files that write to the audit log. */
const written = new Set(
  readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes("generated") && !file.endsWith("audit-words.ts"))
    .map((file) => readFileSync(path.join(app, file), "utf8"))
    .filter((text) => text.includes("appendAudit("))
    .flatMap((text) => text.split("\n").filter((line) => /\baction\b|\bnote\(|\btell\(/.test(line)))
    .flatMap((line) => [...line.matchAll(/"([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)"/g)].map(([, action = ""]) => action)),
);

test("the log's actions are found in the code", () => {
  expect(written.size).toBeGreaterThan(50);
  for (const action of ["order.paid-twice", "second-factor.on", "hour-block.retired", "time.posted"]) expect(written).toContain(action);
});

test.each([...written].sort())("%s has words, and so has its group", (action) => {
  expect(actionWord(action)).not.toBe(action);
  const group = action.split(".")[0] ?? "";
  expect(groupWord(group)).not.toBe(group);
});
