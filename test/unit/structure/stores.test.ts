import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { moduleLines } from "#app/modules.js";

/** A module's stores by their names: `store.server.ts`, `x-store.server.ts`, and whatever stands in a folder `store/`. */
const store = /(^|[/-])store\.server\.ts$|\/store\//;

/** The ledger's acts have roads of their own, which ledger-acts.test.ts watches. */
const ledgerRoads = /^app\/hours\/ledger(-topups|-conversion)?\.server\.ts$/;

/** Files outside of stores that still hold SQL or calls of Prisma. This list may only become shorter. */
const exceptions: string[] = [];

const models = new Set(
  readdirSync("prisma/schema").flatMap((file) =>
    [...readFileSync(`prisma/schema/${file}`, "utf8").matchAll(/^model (\w)(\w+)/gm)].map(
      ([, first = "", rest = ""]) => `${first.toLowerCase()}${rest}`,
    ),
  ),
);

/** Tells whether a source text holds SQL, or calls Prisma or PostgreSQL itself. */
function queries(source: string): boolean {
  const text = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  return (
    /\$(?:queryRaw|executeRaw)|\bsql`|\bauthPrisma\(\)\s*\.|\basAuth\b|\.query\(\s*["'`]/.test(text) ||
    [...text.matchAll(/\b(?:tx|prisma|db)\s*\.(\w+)\s*\.\w/g)].some(([, name = ""]) => models.has(name))
  );
}

test("a module's stores are its only files with SQL and calls of Prisma", () => {
  const folders = [...moduleLines.flat().filter((module) => module !== "platform"), "routes"];
  const found = folders
    .filter((folder) => readdirSync("app").includes(folder))
    .flatMap((folder) => readdirSync(`app/${folder}`, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !store.test(file) && !ledgerRoads.test(file))
    .filter((file) => queries(readFileSync(file, "utf8")));
  expect(found.toSorted()).toEqual(exceptions);
});

test("SQL is found by its tag, a call of Prisma by its model, and neither in a comment", () => {
  const holding = [
    "await tx.$queryRaw<Row[]>`select 1`",
    "const where = sql`true`;",
    "await tx\n    .client.findFirst({})",
    "await authPrisma().session.deleteMany({})",
    'await connection.query("listen x")',
  ];
  expect(holding.filter((text) => !queries(text))).toEqual([]);
  expect(["// tx.client.findFirst()", "await findClient(tx, id)", "tx.rows.map(x)"].filter(queries)).toEqual(
    [],
  );
});
