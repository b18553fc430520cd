import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

import { migrate } from "#app/platform/postgres/migrate.server.ts";
import { asApplication, inDatabase } from "#test/setup/postgres.ts";

import { recordTables, type Recorded } from "./record.ts";
import type { Issued } from "./statements.ts";

const name = `tegoed_upgrade_${process.pid}`;
const url = inDatabase(inject("adminUrl"), name);
const asOwner = "-c role=tegoed_owner -c app.scope=system";

const read = async (file: string): Promise<string> =>
  (await promisify(gunzip)(await readFile(`test/fixtures/${file}.gz`))).toString();
const expected = JSON.parse(await read("year.expected.json")) as {
  tables: Recorded;
  statements: Record<string, unknown>;
};

async function connected<T>(
  run: (client: pg.Client) => Promise<T>,
  address = url,
  options?: string,
): Promise<T> {
  const client = new pg.Client({ connectionString: address, ...(options ? { options } : {}) });
  await client.connect();
  return run(client).finally(() => client.end());
}

/** Attempts as that version kept them: what to do next stood in the note. */
const noted = {
  minutes: 61,
  text: `insert into topup_attempt (client_id, id, trigger_seq, minutes, status, stripe_idem_key, last_error, created_at)
    select a.client_id, gen_random_uuid(), 1, $1, 'failed', n.note, n.note, '2026-11-01'
    from (select client_id from hour_account limit 1) a cross join unnest(array['parked', 'key 3: pay: api_error', 'paid']) n (note)`,
};

const tables = () => connected(recordTables, url, asOwner);

beforeAll(async () => {
  await connected(
    (client) => client.query(`create database ${name} template template0 encoding 'UTF8'`),
    inject("adminUrl"),
  );
  const dump = (await read("year.sql")).replaceAll("tegoed_login", "current_user");
  await connected((client) => client.query(dump));
  await connected((client) => client.query(noted.text, [noted.minutes]));
  // The application finds the restored database, and not the empty one of every other test.
  process.env["DATABASE_URL"] = asApplication(url);
}, 120_000);

afterAll(async () => {
  const { closeDatabase } = await import("#app/platform/db.server.ts");
  await closeDatabase();
  await connected(
    (client) => client.query(`drop database if exists ${name} with (force)`),
    inject("adminUrl"),
  );
});

describe("a database of an earlier version with a year of history", () => {
  test("is restored as it was recorded", async () => {
    expect(await tables()).toEqual(expected.tables);
  });

  test("migrates, and keeps its balances, amounts by month, rows and hashes", async () => {
    const { applied } = await migrate(url);
    expect(applied).toContain("20261201000100_ledger_constraints");
    expect(await tables()).toEqual(expected.tables);
    expect((await migrate(url)).applied).toEqual([]);
  });

  test("keeps what the notes on top-up attempts decided, in columns of their own", async () => {
    const kept = await connected((client) =>
      client.query(
        "select note, key_no, awaits_bank, next_look_at = created_at as due from topup_attempt where minutes = $1 order by note",
        [noted.minutes],
      ),
    );
    expect(kept.rows).toEqual([
      { note: "awaits the bank", key_no: 1, awaits_bank: true, due: true },
      { note: "paid", key_no: 1, awaits_bank: false, due: true },
      { note: "pay: api_error", key_no: 3, awaits_bank: false, due: true },
    ]);
  });

  test("has no defect in ledger and audit log", async () => {
    const defects = await connected(
      (client) =>
        client.query(
          "select * from ledger_defects union all select null, 'audit', chain::text, defect from audit_defects",
        ),
      url,
      asOwner,
    );
    expect(defects.rows).toEqual([]);
  });

  test("gives every issued statement its figures, line by line, and confirms its hash", async () => {
    const { issuedStatements, recordStatements } = await import("./statements.ts");
    const { checkStatement } = await import("#app/hours/statement/check-statement.server.ts");
    const issued = await connected((client) => client.query<Issued>(issuedStatements), url, asOwner);
    expect(await recordStatements(issued.rows)).toEqual(expected.statements);
    expect(issued.rows).toHaveLength(Object.keys(expected.statements).length);
    for (const { reference, hash, closing } of issued.rows)
      expect(await checkStatement(reference, hash)).toMatchObject({ state: "holds", seq: closing });
  });

  test("goes on: the next draw follows in the chain", async () => {
    const [client] = (
      await connected(
        (own) =>
          own.query<{ id: string; at: Date }>(
            "select client_id as id, last_at as at from hour_account where available_minutes > 60 order by seq desc limit 1",
          ),
        url,
        asOwner,
      )
    ).rows;
    const drawn = await connected(
      async (own) => {
        await own.query(
          `insert into time_entry (client_id, request_id, engineer_id, worked_on, worked_at, worked_minutes, work_type_id, minimum_minutes,
             rounding_minutes, multiplier_percent, free, nature, billable_minutes, created_at, updated_at, id)
           select client_id, request_id, engineer_id, worked_on, $2, 7, work_type_id, 0, 1, 100, false, 'reactive', 7, $2, $2, gen_random_uuid()
           from time_entry where client_id = $1 limit 1`,
          [client?.id, client?.at],
        );
        await own.query(
          `select hours_set_time(client_id, id, 7, 1, 'reactive', $2, $2, 'user:x', null) from time_entry
           where client_id = $1 and worked_minutes = 7 and billable_minutes = 7 and worked_at = $2`,
          [client?.id, client?.at],
        );
        return own.query("select * from ledger_defects");
      },
      url,
      asOwner,
    );
    expect(drawn.rows).toEqual([]);
  });
});
