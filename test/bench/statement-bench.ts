import { createHash, randomUUID } from "node:crypto";
import { monitorEventLoopDelay, performance } from "node:perf_hooks";

import pg from "pg";

import { addDays, addMonths, day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { Prisma } from "#app/platform/generated/prisma/client.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { migrate } from "#app/platform/postgres/migrate.server.ts";
import { renderPaper } from "#app/platform/pdf/render-paper.server.ts";
import { statementLine } from "#app/hours/rules/statement.ts";
import type { StatementPeriod } from "#app/hours/rules/statement-period.ts";
import { readStatement } from "#app/hours/statement/read-statement.server.ts";
import { statementPaperProps } from "#app/hours/statement/statement-paper-words.ts";
import { listActs } from "#app/hours/store/statement.server.ts";
import type { BenchRow } from "#test/bench/bench-row.ts";

const zone = "Europe/Amsterdam";
/** One act in 105 minutes: some 417 a month, whatever the account's age. */
const minutesApart = 105;
const begins = new Date("1820-01-01T00:00:00Z");

/** Measures a statement of one month in the middle of a long history, on the server of a connection string, in a database of its own that is dropped afterwards. */
export async function benchStatement(connectionString: string): Promise<BenchRow[]> {
  const name = `tegoed_bench_statement_${process.pid}_${Date.now().toString(36)}`;
  const admin = new pg.Client({ connectionString });
  await admin.connect();
  try {
    await admin.query(`create database ${name} template template0 encoding 'UTF8'`);
    const address = new URL(connectionString);
    address.pathname = `/${name}`;
    await migrate(address.toString());
    return await benchPeriods(address.toString());
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

async function benchPeriods(url: string): Promise<BenchRow[]> {
  const owner = new pg.Client({ connectionString: url, options: "-c role=tegoed_owner -c app.scope=system" });
  const reader = new pg.Client({ connectionString: url, options: "-c role=tegoed_system" });
  await Promise.all([owner.connect(), reader.connect()]);
  // The bulk rows are consistent by construction; keeping an index over a million of them would only make the bench wait.
  await owner.query("drop index hour_op_revision");
  for (const client of [owner, reader]) client.on("error", () => undefined);
  const tx = txOf(reader);
  const rows: BenchRow[] = [];
  let base: number | undefined;
  for (const entries of [1_000, 10_000, 100_000, 1_000_000]) {
    const { clientId, period } = await withHistory(owner, entries);
    await owner
      .query("vacuum analyze hour_op, hour_transfer, hour_lot, hour_account, time_entry")
      .catch(() => undefined);
    const value = await p50(200, async () => {
      const statement = await readStatement(tx, { id: clientId, zone }, period);
      await listActs(tx, clientId, statement.openingSeq, statement.openingSeq + 50);
    });
    base ??= value;
    rows.push({
      name: `statement page (a month, 50 rows) at ${entries.toLocaleString("en")} entries, p50`,
      value,
      unit: "ms",
      ratio: value / base,
      goal: 1.5,
      floor: 3,
    });
    if (entries === 1_000) rows.push(...(await benchPaper(tx, clientId, period)));
  }
  await Promise.all([owner.end(), reader.end()]);
  return rows;
}

/** A PDF of a hundred lines beside one of ten, and how long the process answers nobody while one of 500 is made. */
async function benchPaper(tx: Tx, clientId: string, period: StatementPeriod): Promise<BenchRow[]> {
  const statement = await readStatement(tx, { id: clientId, zone }, period);
  const acts = await listActs(tx, clientId, statement.openingSeq, statement.openingSeq + 100);
  const lines = Array.from({ length: 5 }, () => acts.map(statementLine)).flat();
  const write = (count: number) => (): Promise<unknown> =>
    withLocale("nl", () =>
      renderPaper(
        "statement",
        statementPaperProps({
          statement,
          lines: lines.slice(0, count),
          part: 1,
          parts: 1,
          linesLeftOut: 0,
          reference: "0123456789",
          issuedAt: new Date("2026-11-22T10:00:00Z"),
          zone,
          checkUrl: "https://portal.example/check-statement?reference=0123456789&code=00",
          blocks: [],
          client: { name: "Bench", address: [] },
          msp: {
            name: "Bench",
            legalName: "Bench",
            address: [],
            email: "",
            phone: null,
            bank: [],
            logo: null,
          },
        }),
      ),
    );
  const [ten, hundred] = [await p50(7, write(10)), await p50(7, write(100))];
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await write(lines.length)();
  delay.disable();
  const [pause, longestPause] = [delay.max / 1e6, 100];
  return [
    { name: "statement PDF of 10 lines, p50", value: ten, unit: "ms", ratio: 1, goal: 1, floor: 1 },
    {
      name: "statement PDF of 100 lines, p50",
      value: hundred,
      unit: "ms",
      ratio: hundred / ten,
      goal: 6,
      floor: 10,
    },
    {
      name: "longest pause of the process while a statement PDF of 500 lines is made",
      value: pause,
      unit: "ms",
      ratio: pause / longestPause,
      goal: 1,
      floor: 2,
    },
  ];
}

/** A client with a long past of half-hour draws from ten-hour lots, and the month in its middle; the entries of some months around it are there in full. */
export async function withHistory(
  owner: pg.Client,
  entries: number,
): Promise<{ clientId: string; period: StatementPeriod }> {
  const clientId = randomUUID();
  const request = randomUUID();
  const middle = new Date(begins.getTime() + (entries / 2) * minutesApart * 60_000)
    .toISOString()
    .slice(0, 10);
  const from = day(`${middle.slice(0, 7)}-01`);
  const period: StatementPeriod = { kind: "month", from, until: addDays(addMonths(from, 1), -1) };
  await owner.query(
    "insert into client (id, name, legal_name, country, billing_email) values ($1, 'Bench', 'Bench', 'NL', 'b@bench.example')",
    [clientId],
  );
  await owner.query(
    "insert into request (client_id, id, number, title) values ($1, $2, next_number('request'), 'Bench')",
    [clientId, request],
  );
  await owner.query(
    "insert into hour_account (client_id, seq, available_minutes, last_at, next_expiry_at) values ($1, $2, 1200, now(), '2030-01-01')",
    [clientId, entries],
  );
  await owner.query(
    `insert into hour_lot (client_id, id, source, minutes, price_minor, currency, remaining_minutes, used_minutes, effective_at, expires_at, opened_seq)
     select $1, n, 'import', 600, 95000, 'EUR', case when n > $2 / 20 then 600 else 0 end, case when n > $2 / 20 then 0 else 600 end, '1820-01-01', '2030-01-01', n from generate_series(1, $2 / 20 + 2) n`,
    [clientId, entries],
  );
  await owner.query(
    `insert into hour_op (client_id, seq, kind, request_hash, subject, revision, minutes, nature, effective_at, recorded_at, actor, net_after, hash)
     select $1::uuid, n, 'time', sha256(n::text::bytea), 'te:' || md5(n || ($1::uuid)::text)::uuid, 1, 30, 'reactive', at, at, 'Daan Bench', 30 * ($2::int - n), sha256(n::text::bytea)
     from (select n, $3::timestamptz + n * make_interval(mins => $4) as at from generate_series(1, $2::int) n) s`,
    [clientId, entries, begins, minutesApart],
  );
  await owner.query(
    "insert into hour_transfer (client_id, seq, line, src, dst, minutes, value_minor, lot_id) select $1, n, 1, 'lot', 'used', 30, 4750, (n + 19) / 20 from generate_series(1, $2::int) n",
    [clientId, entries],
  );
  await owner.query(
    `with who as (insert into "user" (name, email) values ('Daan Bench', ($1::uuid)::text || '@bench.example') returning id), kind as (insert into work_type (key, names) values (($1::uuid)::text, '{}') returning id)
     insert into time_entry (client_id, id, request_id, engineer_id, worked_on, worked_at, worked_minutes, work_type_id, minimum_minutes, rounding_minutes, multiplier_percent, free, nature, note, billable_minutes, revision, created_at, updated_at)
     select o.client_id, substr(o.subject, 4)::uuid, $2, who.id, o.effective_at::date, o.effective_at, 23, kind.id, 30, 5, 100, false, 'reactive', '', 30, 1, o.recorded_at, o.recorded_at
     from hour_op o, who, kind where o.client_id = $1::uuid and o.seq between $3::int / 2 - 2000 and $3::int / 2 + 2000`,
    [clientId, request, entries],
  );
  return { clientId, period };
}

/** The store's queries on one connection, prepared once each as the application prepares them. */
function txOf(client: pg.Client): Tx {
  const queryRaw = async (text: TemplateStringsArray, ...values: unknown[]): Promise<unknown[]> => {
    const query = Prisma.sql(text, ...values);
    const name = createHash("sha1").update(query.text).digest("base64url");
    return (
      await client.query<Record<string, unknown>>({ name, text: query.text, values: [...query.values] })
    ).rows;
  };
  return { $queryRaw: queryRaw } as unknown as Tx;
}

/** The middle of so many readings, after a quarter as many to warm up, in milliseconds. */
async function p50(readings: number, read: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = -Math.ceil(readings / 4); n < readings; n += 1) {
    const began = performance.now();
    await read();
    if (n >= 0) times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}
