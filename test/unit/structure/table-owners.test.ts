import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

import { expect, test } from "vitest";

import { moduleLines } from "#app/modules.js";

const modules = moduleLines.flat();

/** Which module owns each table and, by its generated name, each model: the file of prisma/schema that names it. */
const owners = new Map<string, string>();
const models = new Map<string, string>();
for (const file of readdirSync("prisma/schema")) {
  const owner = file.replace(".prisma", "");
  for (const [, model = "", body = ""] of readFileSync(`prisma/schema/${file}`, "utf8").matchAll(
    /^model (\w+) \{\n([\s\S]*?)^\}/gm,
  )) {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model.toLowerCase();
    owners.set(table, owner);
    models.set(`${model.charAt(0).toLowerCase()}${model.slice(1)}`, table);
  }
}

/** A call of a model's method, whatever the Prisma client or transaction is called. */
const prismaCall =
  /\.\s*(\w+)\s*\.\s*(?:find(?:First|Unique|Many)(?:OrThrow)?|(?:create|update|delete)(?:Many(?:AndReturn)?)?|upsert|count|aggregate|groupBy)\s*\(/g;
/** Tables that follow the first of a list: `from a x, b y`, `delete from a using b, c`. */
const listed = /\b(?:from|using)\s+((?:"?[a-z_]+"?(?:\s+(?:as\s+)?[a-z_]+)?\s*,\s*)+"?[a-z_]+"?)(?![\w(.])/gi;

/** The tables that a source text reads or writes, by SQL or by Prisma. */
function tablesIn(text: string): string[] {
  const bySql = [
    ...text.matchAll(/\b(?:from|join|into|update|using|lateral)\s+(?:only\s+)?"?([a-z_]+)"?(?![\w(.])/gi),
  ].map(([, name = ""]) => name.toLowerCase());
  const byList = [...text.matchAll(listed)].flatMap(([, list = ""]) =>
    list.split(",").map((one) => /[a-z_]+/i.exec(one)?.[0].toLowerCase() ?? ""),
  );
  const byPrisma = [...text.matchAll(prismaCall)].map(([, name = ""]) => models.get(name) ?? "");
  return [...new Set([...bySql, ...byList, ...byPrisma])].filter((name) => owners.has(name));
}

/** Each place where a module names a table that another module owns. */
function foreignTables(files: { file: string; module: string; text: string }[]): string[] {
  return files.flatMap(({ file, module, text }) =>
    tablesIn(text)
      .filter((table) => owners.get(table) !== module)
      .map((table) => `${file}: ${table} belongs to ${owners.get(table)}`),
  );
}

function sourcesIn(folder: string, module: string): { file: string; module: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|sql)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.includes("generated"))
    .map((file) => ({ file, module, text: withoutComments(readFileSync(file, "utf8"), file) }));
}

function withoutComments(text: string, file: string): string {
  return file.endsWith(".sql")
    ? text.replaceAll(/--.*$/gm, "")
    : text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

test("a module's SQL names its own tables alone; it reads others through their owners' views", () => {
  const application = modules
    .filter((module) => readdirSync("app").includes(module))
    .flatMap((module) => sourcesIn(`app/${module}`, module));
  const ledger = sourcesIn("prisma/ledger", "hours");
  const views = readdirSync("prisma/views").flatMap((file) => [
    { file, module: file.replace(".sql", ""), text: readFileSync(`prisma/views/${file}`, "utf8") },
  ]);
  expect(foreignTables([...application, ...ledger, ...views, ...sourcesIn("app/routes", "routes")])).toEqual(
    [],
  );
});

test("another module's table is found in SQL, in a join and in a call of Prisma", () => {
  const text =
    'tx.client.findFirst(); sql`select 1 from hour_lot l join "user" u on true`; tx.$queryRaw`update msp set x`';
  expect(foreignTables([{ file: "wrong.server.ts", module: "desk", text }])).toEqual([
    "wrong.server.ts: hour_lot belongs to hours",
    "wrong.server.ts: user belongs to identity",
    "wrong.server.ts: msp belongs to platform",
    "wrong.server.ts: client belongs to clients",
  ]);
});

test.each([
  ["sql`select 1 from request_note n, hour_lot l`", "hour_lot"],
  ["sql`select 1 from request_note as n,\n  hour_lot`", "hour_lot"],
  ["sql`delete from request_note n using hour_lot l where true`", "hour_lot"],
  ["await connection.membership.findMany({})", "membership"],
  ["await system\n  .membership.updateManyAndReturn({})", "membership"],
])("another module's table is found in %s", (text, table) => {
  expect(tablesIn(text)).toContain(table);
});

test("every table belongs to a module of the application", () => {
  expect([...new Set(owners.values())].filter((owner) => !modules.includes(owner))).toEqual([]);
});
