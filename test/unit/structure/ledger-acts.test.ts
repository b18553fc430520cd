import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

/** Where the application may call the ledger's acts: one road for the hours, one for automatic top-up. */
const roads = [
  "app/hours/ledger.server.ts",
  "app/hours/ledger-topups.server.ts",
  "app/hours/ledger-conversion.server.ts",
];

/** What only reads; other files may. */
const reads = [
  "hours_allocations",
  "hours_balance",
  "hours_balances",
  "hours_convertible",
  "hours_lot_tree",
  "hours_lots",
  "hours_preview_draw",
  "hours_seq_at",
  "hours_value_by_month",
  "hours_verify_chain",
  "topup_due",
  "topup_needed",
];

/** The ledger's functions that a file calls in its SQL and that write. */
function actsIn(source: string): string[] {
  return [...source.matchAll(/\b((?:hours|topup)_[a-z_]+)\s*\(\$\{/g)]
    .map(([, name = ""]) => name)
    .filter((name) => !reads.includes(name));
}

test("the acts of the ledger are called in one place", () => {
  const found = readdirSync("app", { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && file.name.endsWith(".ts"))
    .map((file) => path.join(file.parentPath, file.name))
    .filter((file) => !file.includes("generated"))
    .map((file) => [file, actsIn(readFileSync(file, "utf8"))] as const)
    .filter(([, acts]) => acts.length > 0);
  expect(found.map(([file]) => file).filter((file) => !roads.includes(file))).toEqual([]);
  expect(found.map(([file]) => file).sort()).toEqual(roads.toSorted());
});

test("an act is found in SQL, a read is not", () => {
  expect(actsIn("select hours_credit(${id}::uuid), hours_balance(${id}::uuid)")).toEqual(["hours_credit"]);
});
