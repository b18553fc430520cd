import { randomUUID } from "node:crypto";

import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";

import { now } from "#app/platform/clock.server.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { seedDemo } from "#prisma/seed/seed-demo.server.ts";

const client = new pg.Client({ connectionString: process.env["MIGRATE_DATABASE_URL"] });
type Named = { name: string };
const names = async (text: string, values: unknown[] = []): Promise<string[]> =>
  (await client.query<Named>(text, values)).rows.map((row) => row.name);

let ours = "";
let theirs = "";
let tables: string[] = [];

beforeAll(async () => {
  await client.connect();
  await seedDemo(now());
  const { rows } = await client.query<{ id: string; name: string }>(
    "select id, name from client order by name",
  );
  ours = rows.find((row) => row.name === "Bakkerij Jansen")?.id ?? "";
  theirs = rows.find((row) => row.name === "Kanzlei Vogel")?.id ?? "";
  for (const clientId of [ours, theirs]) await askAndWait(clientId);
  tables =
    await names(`select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'client_id'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`);
});
afterAll(() => client.end());

/** A client that asks about an entry, and time that waits: rows that the demo lacks. */
async function askAndWait(clientId: string): Promise<void> {
  await client.query("insert into time_setting (client_id, approval) values ($1, 'client')", [clientId]);
  await client.query(
    `insert into time_approval (client_id, entry_id, setting, late, awaits, asked_at, state) select client_id, id, 'client', false, 'client', now(), 'approved' from time_entry where client_id = $1`,
    [clientId],
  );
  await client.query(
    "insert into time_approval_step (client_id, entry_id, version, step, actor_id, at) select client_id, id, 1, 'asked', engineer_id, now() from time_entry where client_id = $1",
    [clientId],
  );
  await client.query(
    `insert into entry_query (client_id, id, entry_id, revision, minutes, asked_by, asked_at) select client_id, gen_random_uuid(), id, revision, 0, engineer_id, now() from time_entry where client_id = $1`,
    [clientId],
  );
  await client.query(
    "insert into time_entry_past (client_id, entry_id, revision, worked_minutes, minimum_minutes, rounding_minutes, multiplier_percent, free, billable_minutes) select client_id, id, revision, 1, 1, 1, 100, false, 1 from time_entry where client_id = $1",
    [clientId],
  );
  await client.query(
    "insert into entry_query_line (client_id, id, query_id, kind, author_id, by_staff, words, at) select client_id, id, id, 'asked', asked_by, false, 'x', now() from entry_query where client_id = $1",
    [clientId],
  );
}

/** Runs in a transaction that is rolled back, as a person of our client. */
async function asOurs<T>(run: () => Promise<T>): Promise<T> {
  await client.query("begin");
  try {
    await client.query(
      "select set_config('role', 'tegoed_client', true), set_config('app.client_id', $1, true)",
      [ours],
    );
    return await run();
  } finally {
    await client.query("rollback");
  }
}

/** The tables of which a person of our client can read or change another client's rows. */
async function leaks(): Promise<string[]> {
  const found: string[] = [];
  for (const table of tables) {
    const { rows } = await client.query<{ seen: number }>(
      `select count(*)::int as seen from "${table}" where client_id = $1`,
      [theirs],
    );
    if (rows[0]?.seen !== 0) found.push(`${table}: read`);
    const may = await client.query<{ may: boolean }>("select has_table_privilege($1, 'update') as may", [
      `public."${table}"`,
    ]);
    if (!may.rows[0]?.may) continue;
    const { rowCount } = await client.query(
      `update "${table}" set client_id = client_id where client_id = $1`,
      [theirs],
    );
    if (rowCount !== 0) found.push(`${table}: change`);
  }
  return found;
}

test("the other client has rows in most tables, or this test would prove nothing", async () => {
  const filled: string[] = [];
  for (const table of tables) {
    const { rowCount } = await client.query(`select from "${table}" where client_id = $1 limit 1`, [theirs]);
    if (rowCount) filled.push(table);
  }
  expect(filled).toEqual(
    expect.arrayContaining([
      "membership",
      "request",
      "time_entry",
      "hour_account",
      "hour_lot",
      "hour_op",
      "hour_transfer",
      "hour_debt",
      "audit_event",
      "time_setting",
      "time_approval",
      "time_approval_step",
      "time_entry_past",
      "entry_query",
      "entry_query_line",
    ]),
  );
});

test("a person of one client reads and changes no row of another", async () => {
  expect(await asOurs(leaks)).toEqual([]);
});

/** What the pages of a client are made of. */
const readByPages = [
  "request",
  "time_entry",
  "hour_op",
  "hour_lot",
  "hour_transfer",
  "entry_query",
  "time_approval",
];

const readAsPage = (table: string): Promise<unknown> =>
  readInScope({ kind: "client", clientId: ours, userId: randomUUID() }, (tx) =>
    tx.$queryRawUnsafe(
      `select client_id::text as id, count(*)::int as rows from "${table}" group by 1 order by 1`,
    ),
  );

const countOf = async (table: string, clientId: string): Promise<{ id: string; rows: number }> => {
  const { rows } = await client.query<{ rows: number }>(
    `select count(*)::int as rows from "${table}" where client_id = $1`,
    [clientId],
  );
  return { id: clientId, rows: rows[0]?.rows ?? 0 };
};

test.each(readByPages)(
  "a page reads all of its client's rows of %s through pg, and nobody else's",
  async (table) => {
    expect(await readAsPage(table)).toEqual([await countOf(table, ours)]);
  },
);

test.each(readByPages)(
  "a page's reading through pg shows it when the policies of %s for clients are gone, or let all through",
  async (table) => {
    const { rows: policies } = await client.query<{ name: string; condition: string }>(
      `select polname as name, pg_get_expr(polqual, polrelid) as condition from pg_policy
       where polrelid = $1::regclass and polcmd in ('r', '*') and 'tegoed_client'::regrole = any (polroles)`,
      [table],
    );
    expect(policies.length).toBeGreaterThan(0);
    const withConditions = async (conditionOf: (own: string) => string): Promise<void> => {
      for (const { name, condition } of policies)
        await client.query(`alter policy "${name}" on "${table}" using (${conditionOf(condition)})`);
    };
    try {
      // A page's own connection reads them, so what is changed here is there until it is changed back.
      await withConditions(() => "true");
      const both = [await countOf(table, ours), await countOf(table, theirs)];
      expect(await readAsPage(table)).toEqual(expect.arrayContaining(both));
      await withConditions(() => "false");
      expect(await readAsPage(table)).toEqual([]);
    } finally {
      await withConditions((own) => own);
    }
    expect(await readAsPage(table)).toEqual([await countOf(table, ours)]);
  },
);

test("no row can be moved or added to another client", async () => {
  const opened: string[] = [];
  for (const table of tables) {
    const moved = await asOurs(() =>
      client.query(`update "${table}" set client_id = $1 where client_id = $2`, [theirs, ours]).then(
        (r) => r.rowCount ?? 0,
        () => 0,
      ),
    );
    if (moved > 0) opened.push(table);
  }
  expect(opened).toEqual([]);
});

test("staff's notes to each other can't be read by any client", async () => {
  expect(
    await asOurs(async () => (await client.query("select from time_entry_internal_note")).rowCount),
  ).toBe(0);
});

test("each policy carries weight: a wider one is noticed", async () => {
  const unnoticed: string[] = [];
  for (const table of tables) {
    const { rowCount } = await client.query(`select from "${table}" where client_id = $1 limit 1`, [theirs]);
    if (!rowCount) continue;
    await client.query("begin");
    await client.query(`create policy too_wide on "${table}" for select using (true)`);
    await client.query(
      "select set_config('role', 'tegoed_client', true), set_config('app.client_id', $1, true)",
      [ours],
    );
    const found = await leaks();
    await client.query("rollback");
    if (!found.includes(`${table}: read`)) unnoticed.push(table);
  }
  // Staff's own notes and the audit chain's heads hold no client's words that a wider policy would show here.
  expect(unnoticed).toEqual([]);
});
