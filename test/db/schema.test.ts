import { readFile } from "node:fs/promises";

import pg from "pg";
import { expect, test } from "vitest";

type Column = { table: string; column: string; type: string; nullable: boolean };

const typeNames: Record<string, string> = {
  "String @db.Uuid": "uuid",
  String: "text",
  Boolean: "bool",
  Int: "int4",
  "Int @db.SmallInt": "int2",
  BigInt: "int8",
  Json: "jsonb",
  Bytes: "bytea",
  "DateTime @db.Timestamptz(6)": "timestamptz",
  "DateTime @db.Date": "date",
  "String @db.Char(2)": "bpchar",
  "String @db.Char(3)": "bpchar",
  "String[]": "_text",
};

/** The columns that schema.prisma speaks of. */
function declared(schema: string): Column[] {
  return [...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(([, body = ""]) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? "";
    return [...body.matchAll(/^ {2}(\w+) +(\w+(?:\[\])?)(\?)?(.*)$/gm)].map(
      ([, name = "", type = "", optional, rest = ""]) => {
        const native = /@db\.\w+(?:\(\d+\))?/.exec(rest)?.[0];
        const key = native ? `${type} ${native}` : type;
        return {
          table,
          column: /@map\("(\w+)"\)/.exec(rest)?.[1] ?? name,
          type: typeNames[key] ?? `unknown: ${key}`,
          nullable: optional === "?",
        };
      },
    );
  });
}

test("schema.prisma and a migrated database agree, column by column", async () => {
  const client = new pg.Client({ connectionString: process.env["MIGRATE_DATABASE_URL"] });
  await client.connect();
  const wanted = declared(await readFile("prisma/schema.prisma", "utf8"));
  const tables = [...new Set(wanted.map((item) => item.table))];
  const { rows } = await client.query<Column>(
    `select c.table_name as table, c.column_name as column, c.udt_name as type, c.is_nullable = 'YES' as nullable
     from information_schema.columns c where c.table_schema = 'public' and c.table_name = any($1)`,
    [tables],
  );
  await client.end();
  const line = (item: Column): string =>
    `${item.table}.${item.column} ${item.type}${item.nullable ? " null" : ""}`;
  expect(wanted.map(line).sort()).toEqual(rows.map(line).sort());
});
