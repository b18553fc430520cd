import { readFileSync, readdirSync } from "node:fs";

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
  "String[] @db.Uuid": "_uuid",
};

/** The text of every file of the schema. */
const schema = readdirSync("prisma/schema")
  .map((name) => readFileSync(`prisma/schema/${name}`, "utf8"))
  .join("\n");
const enums = new Map(
  [...schema.matchAll(/^enum (\w+) \{[\s\S]*?@@map\("(\w+)"\)\n\}/gm)].map(([, name = "", type = ""]) => [
    name,
    type,
  ]),
);

/** The columns that the schema declares. */
function declared(): Column[] {
  return [...schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(([, body = ""]) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? "";
    return [...body.matchAll(/^ {2}(\w+) +(\w+(?:\[\])?)(\?)?(.*)$/gm)].map(
      ([, name = "", type = "", optional, rest = ""]) => {
        const native = /@db\.\w+(?:\(\d+\))?/.exec(rest)?.[0];
        const key = native ? `${type} ${native}` : type;
        return {
          table,
          column: /@map\("(\w+)"\)/.exec(rest)?.[1] ?? name,
          type: typeNames[key] ?? enums.get(type) ?? `unknown: ${key}`,
          nullable: optional === "?",
        };
      },
    );
  });
}

test("the schema and a migrated database agree, table by table and column by column", async () => {
  const client = new pg.Client({ connectionString: process.env["DATABASE_URL"] });
  await client.connect();
  const { rows } = await client.query<Column>(
    `select c.table_name as table, c.column_name as column, c.udt_name as type, c.is_nullable = 'YES' as nullable
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name <> '_prisma_migrations'`,
  );
  await client.end();
  const line = (item: Column): string =>
    `${item.table}.${item.column} ${item.type}${item.nullable ? " null" : ""}`;
  expect(declared().map(line).sort()).toEqual(rows.map(line).sort());
});
