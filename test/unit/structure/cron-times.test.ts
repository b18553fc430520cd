import { readFileSync, readdirSync } from "node:fs";

import { parseCronItems } from "graphile-worker";
import { expect, test } from "vitest";

test("every time of a scheduled job is one that the worker can read, or it would not start", () => {
  const times = readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("jobs.server.ts"))
    .flatMap((file) => [...readFileSync(`app/${file}`, "utf8").matchAll(/\bat: "([^"]+)"/g)])
    .map(([, at = ""]) => at);
  expect(times.length).toBeGreaterThan(10);
  for (const match of times) expect(() => parseCronItems([{ task: "any", match }]), match).not.toThrow();
});
